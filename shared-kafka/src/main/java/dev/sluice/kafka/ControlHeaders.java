package dev.sluice.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * What the headers of a control record say: all that is known of it when its value is none or cannot be read.
 *
 * @param version 0 = there is none, or it is no number
 * @param schema as {@code version}
 * @param isDeletion of a tombstone: what it stood for is gone for good
 * @param isSilence of a node's tombstone: the node had not been heard of for a day, when it was written
 */
public record ControlHeaders(long version, long schema, boolean isDeletion, boolean isSilence) {
    private static final String REASON = "reason";
    private static final String SILENT = "silent";

    public static ControlHeaders of(ConsumerRecord<?, ?> row) {
        return new ControlHeaders(
                number(row, "version"),
                number(row, "schema"),
                text(row, REASON).equals("deleted"),
                text(row, REASON).equals(SILENT));
    }

    /** The header that makes {@link #isSilence} true. */
    public static Header silence() {
        return new RecordHeader(REASON, SILENT.getBytes(StandardCharsets.US_ASCII));
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
