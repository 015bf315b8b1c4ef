package dev.sluice.benchmark.feed;

import dev.sluice.kafka.EventRecords;
import dev.sluice.model.event.RecordKind;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes the records that a relay would write for one channel, with its settings. For one thread. */
final class FeedWriter {
    private static final String CHANNEL = "bench|Default|PRODUCTION|/0|";
    private static final String GENERATION = "0123456789";
    /** What a relay may have under way. */
    private static final int MAX_UNDER_WAY = 10_000;

    private final KafkaProducer<String, byte[]> producer;
    private final String kafkaTopic;
    private @Nullable Future<RecordMetadata> last;
    private long sequence;
    private int unanswered;

    /** @param transactionalId {@code null} = without transactions */
    private FeedWriter(String bootstrapServers, String kafkaTopic, @Nullable String transactionalId) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "compression.type",
                "lz4",
                "linger.ms",
                0,
                "max.in.flight.requests.per.connection",
                2));
        if (transactionalId != null) {
            settings.put("transactional.id", transactionalId);
        }
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.kafkaTopic = kafkaTopic;
    }

    static FeedWriter idempotent(String bootstrapServers, String kafkaTopic) {
        return new FeedWriter(bootstrapServers, kafkaTopic, null);
    }

    static FeedWriter transactional(String bootstrapServers, String kafkaTopic) {
        FeedWriter writer =
                new FeedWriter(bootstrapServers, kafkaTopic, UUID.randomUUID().toString());
        writer.producer.initTransactions();
        return writer;
    }

    void begin() {
        producer.beginTransaction();
    }

    void commit() {
        producer.commitTransaction();
        unanswered = 0;
    }

    long nextSequence() {
        return sequence + 1;
    }

    void send(String upstreamId, byte[] data) {
        sequence++;
        unanswered++;
        last = producer.send(EventRecords.toSend(
                kafkaTopic, 0, RecordKind.EVENT, CHANNEL, 0, GENERATION, sequence, null, upstreamId, data));
    }

    /** Waits while as much is under way as a relay has at most. */
    void awaitRoom() throws InterruptedException, ExecutionException {
        if (unanswered >= MAX_UNDER_WAY && last != null) {
            last.get();
            unanswered = 0;
        }
    }
}
