package dev.sluice.relay.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes one shard's checkpoints, each in a transaction of its own, in order, on a thread of its own. Made by whoever takes
 * the shard: that fences the one before.
 */
public final class StateWriter implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final ExecutorService thread;

    /** Blocks until the owner before is fenced. */
    public StateWriter(Map<String, Object> settings, String transactionalId) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("client.id", transactionalId);
        all.put("transactional.id", transactionalId);
        all.put("enable.idempotence", true);
        all.put("acks", "all");
        all.put("linger.ms", 0);
        all.put("max.block.ms", 10_000);
        all.put("delivery.timeout.ms", 20_000);
        all.put("request.timeout.ms", 10_000);
        // One that is left open by a frozen owner hides checkpoints no longer than this, should nobody fence it.
        all.put("transaction.timeout.ms", 20_000);
        all.put("retry.backoff.ms", 5);
        producer = new KafkaProducer<>(all, new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (KafkaException failed) {
            producer.close(Duration.ZERO);
            throw failed;
        }
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(transactionalId).factory());
    }

    /** Done when these records are in the log, all of them; failed when none is. */
    public CompletionStage<Void> write(List<ProducerRecord<String, byte[]>> checkpoint) {
        return CompletableFuture.runAsync(() -> commit(checkpoint), thread);
    }

    private void commit(List<ProducerRecord<String, byte[]>> checkpoint) {
        producer.beginTransaction();
        checkpoint.forEach(producer::send);
        producer.commitTransaction();
    }

    @Override
    public void close() {
        thread.shutdown();
        producer.close(Duration.ofSeconds(1));
    }
}
