package dev.sluice.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What the headers of a control record say: all that is known of it when its value is none or cannot be read.
 *
 * @param version 0 = there is none, or it is no number
 * @param schema as {@code version}
 * @param isDeletion of a tombstone: what it stood for is gone for good
 */
public record ControlHeaders(long version, long schema, boolean isDeletion) {
    public static ControlHeaders of(ConsumerRecord<?, ?> row) {
        return new ControlHeaders(
                number(row, "version"),
                number(row, "schema"),
                text(row, "reason").equals("deleted"));
    }

    private static long number(ConsumerRecord<?, ?> row, String name) {
        try {
            return Long.parseLong(text(row, name));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /** Empty when the record has no such header. */
    private static String text(ConsumerRecord<?, ?> row, String name) {
        Header header = row.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
