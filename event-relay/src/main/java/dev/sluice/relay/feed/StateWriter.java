package dev.sluice.relay.feed;

import dev.sluice.service.thread.ServiceThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes one shard's checkpoints, each in a transaction of its own, in order, on a thread of its own. Made by the one
 * that takes the shard: that fences the one before.
 */
public final class StateWriter implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final KafkaProducer<String, byte[]> producer;
    private final ServiceThreads threads;
    private final ScheduledExecutorService thread;
    private volatile long provenAt;

    /** Blocks until the owner before is fenced. */
    public StateWriter(Map<String, Object> settings, String transactionalId, ServiceThreads threads) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("client.id", transactionalId);
        all.put("transactional.id", transactionalId);
        all.put("enable.idempotence", true);
        all.put("acks", "all");
        all.put("linger.ms", 0);
        // As long as sends of events: an outage of Kafka is to be waited for, not to end all tenures.
        all.put("max.block.ms", PATIENCE_MILLIS);
        all.put("delivery.timeout.ms", PATIENCE_MILLIS);
        all.put("request.timeout.ms", PATIENCE_MILLIS / 6);
        // One that is left open by a frozen owner hides checkpoints no longer than this, should no other fence it.
        all.put("transaction.timeout.ms", PATIENCE_MILLIS);
        all.put("retry.backoff.ms", 5);
        long askedAt = System.nanoTime();
        producer = new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            provenAt = askedAt;
        } catch (KafkaException failed) {
            producer.close(Duration.ZERO);
            throw failed;
        }
        this.threads = threads;
        thread = threads.timer(transactionalId);
    }

    /** Done when these records are in the log, all of them; failed when none is. */
    public CompletionStage<Void> write(List<ProducerRecord<String, byte[]>> checkpoint) {
        return CompletableFuture.runAsync(() -> commit(checkpoint), thread);
    }

    private void commit(List<ProducerRecord<String, byte[]>> checkpoint) {
        long askedAt = System.nanoTime();
        try {
            producer.beginTransaction();
            checkpoint.forEach(producer::send);
            producer.commitTransaction();
        } catch (Error error) { // the future would keep it
            threads.fail(Thread.currentThread().getName(), error);
            throw error;
        }
        provenAt = askedAt;
    }

    /**
     * Returns whether something that was begun after this moment has shown that no other owner had fenced this one by
     * then.
     */
    boolean isProvenSince(long nanoTime) {
        return provenAt - nanoTime >= 0;
    }

    @Override
    public void close() {
        thread.shutdown();
        producer.close(Duration.ofSeconds(1));
    }
}
