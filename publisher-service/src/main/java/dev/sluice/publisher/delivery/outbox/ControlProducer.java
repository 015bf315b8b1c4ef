package dev.sluice.publisher.delivery.outbox;

import dev.sluice.kafka.KafkaConnection;
import dev.sluice.model.topic.KafkaTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The one transactional producer of a control topic's records. Making one fences the one that was there before, in whichever process.
 * Any failure ends it: close it and make another. Confined to the drain's thread.
 */
final class ControlProducer implements AutoCloseable {
    /** On every record: a tombstone has no body to carry them. */
    static final String VERSION_HEADER = "version";

    static final String SCHEMA_HEADER = "schema";
    /** On the tombstone of a thing that is gone for good. */
    static final String REASON_HEADER = "reason";

    private static final String DELETED = "deleted";
    private static final String SCHEMA = "1";

    /** How long Kafka may be silent before the drain calls it away: a broker's fail-over is shorter. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaTopics topics;
    private final KafkaProducer<String, byte @Nullable []> producer;

    private ControlProducer(KafkaTopics topics, KafkaProducer<String, byte @Nullable []> producer) {
        this.topics = topics;
        this.producer = producer;
    }

    /** Fences every older one. */
    static ControlProducer fencing(KafkaTopics topics, ControlTopic topic, KafkaConnection kafka) {
        Map<String, Object> settings = kafka.with(Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topics.prefix() + "-outbox-" + topic.text(),
                ProducerConfig.CLIENT_ID_CONFIG,
                "outbox-" + topic.text(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis() / 2,
                // A transaction right after another is told to come again while the first one's markers are written.
                ProducerConfig.RETRY_BACKOFF_MS_CONFIG,
                20,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500,
                // Sent one transaction at a time: waiting for more only delays it.
                ProducerConfig.LINGER_MS_CONFIG,
                0));
        KafkaProducer<String, byte @Nullable []> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        ControlProducer made = new ControlProducer(topics, producer);
        try {
            producer.initTransactions();
        } catch (RuntimeException failed) {
            made.close();
            throw failed;
        }
        return made;
    }

    /** Hands the records over, in order; {@link #commit} makes them visible. */
    void send(List<OutboxRow> rows) {
        producer.beginTransaction();
        for (OutboxRow row : rows) {
            producer.send(record(row));
        }
        producer.flush();
    }

    void commit() {
        producer.commitTransaction();
    }

    private ProducerRecord<String, byte @Nullable []> record(OutboxRow row) {
        String value = row.value();
        byte @Nullable [] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        ProducerRecord<String, byte @Nullable []> record = new ProducerRecord<>(kafkaTopic(row), row.key(), bytes);
        record.headers()
                .add(VERSION_HEADER, Long.toString(row.version()).getBytes(StandardCharsets.US_ASCII))
                .add(SCHEMA_HEADER, SCHEMA.getBytes(StandardCharsets.US_ASCII));
        if (row.step() == OutboxRow.Step.DELETION) {
            record.headers().add(REASON_HEADER, DELETED.getBytes(StandardCharsets.US_ASCII));
        }
        return record;
    }

    private String kafkaTopic(OutboxRow row) {
        ControlTopic topic = row.topic();
        if (topic == null) {
            throw new IllegalStateException("a record needs a control topic: outbox row " + row.version());
        }
        return switch (topic) {
            case APIS -> topics.apis().name();
            case ACCESS -> topics.access().name();
        };
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
