package dev.sluice.kafka;

import dev.sluice.model.event.EventId;
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
    /** Half of what a channel's state may carry: who takes such a record over can go on counting. */
    private static final long MAX_SEQUENCE = 1L << 52;

    private EventRecords() {}

    /** A record of a channel to be sent; what it says of its place is not looked at. */
    public static ProducerRecord<String, byte[]> toSend(String kafkaTopic, int partition, FeedRecord record) {
        ProducerRecord<String, byte[]> row = new ProducerRecord<>(kafkaTopic, partition, record.key(), record.data());
        add(row.headers(), KIND, record.kind().wireName());
        add(row.headers(), EPOCH, Long.toString(record.epoch()));
        add(row.headers(), SEQUENCE, Long.toString(record.sequence()));
        add(row.headers(), GENERATION, record.generation());
        add(row.headers(), TYPE, record.type());
        add(row.headers(), ID, record.upstreamId());
        add(row.headers(), FIRST, record.isFirstOfTenure() ? "1" : null);
        return row;
    }

    /**
     * A record that is not the first of its tenure.
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
        return toSend(
                kafkaTopic,
                partition,
                FeedRecord.toCome(kind, channel, epoch, generation, sequence, false, type, upstreamId, data));
    }

    /** A claim to be sent; its offset will be the epoch. */
    public static ProducerRecord<String, byte[]> claimToSend(String kafkaTopic, int partition, byte[] owner) {
        ProducerRecord<String, byte[]> row = new ProducerRecord<>(kafkaTopic, partition, FeedRecord.CLAIM_KEY, owner);
        add(row.headers(), KIND, RecordKind.CLAIM.wireName());
        return row;
    }

    /** The record as read; empty when it is none of ours: such a record does not count. */
    public static Optional<FeedRecord> read(ConsumerRecord<String, byte[]> row) {
        Fields fields = new Fields();
        for (Header header : row.headers()) {
            fields.take(header);
        }
        return fields.of(row);
    }

    /** What the headers of one record say, in one pass; of those with one name the last one counts. */
    private static final class Fields {
        private @Nullable RecordKind kind;
        private long epoch = -1;
        private long sequence = -1;
        private String generation = "";
        private boolean isFirst;
        private @Nullable String type;
        private @Nullable String upstreamId;

        void take(Header header) {
            if (header.value() == null) {
                return;
            }
            switch (header.key()) {
                case KIND -> kind = RecordKind.ofWireName(header.value()).orElse(null);
                case EPOCH -> epoch = number(header.value());
                case SEQUENCE -> sequence = number(header.value());
                case GENERATION -> generation = text(header);
                case FIRST -> isFirst = true;
                case TYPE -> type = text(header);
                case ID -> upstreamId = text(header);
                default -> {} // of a later version
            }
        }

        Optional<FeedRecord> of(ConsumerRecord<String, byte[]> row) {
            byte[] data = row.value() == null ? NOTHING : row.value();
            if (kind == null || row.key() == null) {
                return Optional.empty();
            }
            if (kind == RecordKind.CLAIM) {
                return Optional.of(FeedRecord.claim(row.offset(), row.timestamp(), data));
            }
            if (epoch < 0
                    || sequence < 0
                    || sequence > MAX_SEQUENCE
                    || (kind.takesSequence() && sequence == 0)
                    || !isIdOfBlock(upstreamId)
                    || !EventId.isGeneration(generation)) {
                return Optional.empty();
            }
            boolean isFirstOfTenure = kind.takesSequence() && isFirst;
            return Optional.of(new FeedRecord(
                    row.offset(),
                    row.timestamp(),
                    kind,
                    row.key(),
                    epoch,
                    generation,
                    sequence,
                    isFirstOfTenure,
                    type,
                    upstreamId,
                    data));
        }

        /** An id field has none of these (HTML, 9.2.6): no state could carry it. */
        private static boolean isIdOfBlock(@Nullable String id) {
            return id == null || id.indexOf('\n') < 0 && id.indexOf('\r') < 0 && id.indexOf('\0') < 0;
        }

        private static String text(Header header) {
            return new String(header.value(), StandardCharsets.UTF_8);
        }

        /** -1 = it is none, or has more than 18 digits. */
        private static long number(byte[] digits) {
            if (digits.length == 0 || digits.length > 18) {
                return -1;
            }
            long number = 0;
            for (byte digit : digits) {
                if (digit < '0' || digit > '9') {
                    return -1;
                }
                number = number * 10 + digit - '0';
            }
            return number;
        }
    }

    private static void add(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
