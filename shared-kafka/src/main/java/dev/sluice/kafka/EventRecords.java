package dev.sluice.kafka;

import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Event records to Kafka and back: the value is the data, everything else is in headers (ASCII, decimal numbers). */
public final class EventRecords {
    private static final String KIND = "kind";
    private static final String EPOCH = "epoch";
    private static final String SEQUENCE = "seq";
    private static final String GENERATION = "gen";
    private static final String FIRST = "first";
    private static final String TYPE = "type";
    private static final String ID = "id";
    private static final byte[] NOTHING = {};

    private EventRecords() {}

    /**
     * A record of a channel to be sent.
     *
     * @param type {@code null} = message
     * @param upstreamId {@code null} = the block had none, empty = it cleared the id
     */
    public static ProducerRecord<String, byte[]> toSend(
            String kafkaTopic,
            int partition,
            RecordKind kind,
            String channel,
            long epoch,
            String generation,
            long sequence,
            @Nullable String type,
            @Nullable String upstreamId,
            byte[] data) {
        ProducerRecord<String, byte[]> row = new ProducerRecord<>(kafkaTopic, partition, channel, data);
        add(row.headers(), KIND, kind.wireName());
        add(row.headers(), EPOCH, Long.toString(epoch));
        add(row.headers(), SEQUENCE, Long.toString(sequence));
        add(row.headers(), GENERATION, generation);
        add(row.headers(), TYPE, type);
        add(row.headers(), ID, upstreamId);
        return row;
    }

    /**
     * The same record, marked as the first that its owner sends for this channel under this epoch. Every owner marks it:
     * it lets a reader that knows less than the owner find its place again (see {@code Acceptance}).
     */
    public static ProducerRecord<String, byte[]> firstOfTenure(ProducerRecord<String, byte[]> row) {
        add(row.headers(), FIRST, "1");
        return row;
    }

    /** A claim to be sent; its offset will be the epoch. */
    public static ProducerRecord<String, byte[]> claimToSend(String kafkaTopic, int partition, byte[] owner) {
        ProducerRecord<String, byte[]> row = new ProducerRecord<>(kafkaTopic, partition, FeedRecord.CLAIM_KEY, owner);
        add(row.headers(), KIND, RecordKind.CLAIM.wireName());
        return row;
    }

    /** The record as read; empty when it is none of ours: such a record does not count. */
    public static Optional<FeedRecord> read(ConsumerRecord<String, byte[]> row) {
        RecordKind kind = RecordKind.ofWireName(text(row.headers(), KIND, "")).orElse(null);
        byte[] data = row.value() == null ? NOTHING : row.value();
        if (kind == null || row.key() == null) {
            return Optional.empty();
        }
        if (kind == RecordKind.CLAIM) {
            return Optional.of(FeedRecord.claim(row.offset(), row.timestamp(), data));
        }
        long epoch = number(row.headers(), EPOCH);
        long sequence = number(row.headers(), SEQUENCE);
        String generation = text(row.headers(), GENERATION, "");
        if (epoch < 0 || sequence < 0 || (kind.takesSequence() && sequence == 0) || generation.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FeedRecord(
                row.offset(),
                row.timestamp(),
                kind,
                row.key(),
                epoch,
                generation,
                sequence,
                kind.takesSequence() && optional(row.headers(), FIRST) != null,
                optional(row.headers(), TYPE),
                optional(row.headers(), ID),
                data));
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static @Nullable String optional(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String text(Headers headers, String name, String otherwise) {
        String value = optional(headers, name);
        return value == null ? otherwise : value;
    }

    private static long number(Headers headers, String name) {
        String value = text(headers, name, "");
        if (value.isEmpty() || value.length() > 18) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
