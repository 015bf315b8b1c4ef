package dev.sluice.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads whole partitions once, from their beginning and without a group, and knows when it has caught up: when its position
 * has reached the end that was there as it began. Compaction, transaction markers and repeats leave holes, so the last record
 * says nothing. {@link TopicTable} goes on from there.
 *
 * <p>Not thread safe: one thread owns it, as Kafka's consumer demands.
 */
public final class LogReader implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private Map<TopicPartition, Long> target;

    /**
     * Begins at the beginning of these partitions.
     *
     * @param settings of the client, {@code bootstrap.servers} at least; isolation is {@code read_committed}
     */
    public LogReader(Map<String, Object> settings, Collection<TopicPartition> partitions) {
        this.consumer =
                new KafkaConsumer<>(consumerSettings(settings), new StringDeserializer(), new ByteArrayDeserializer());
        this.partitions = List.copyOf(partitions);
        try {
            consumer.assign(this.partitions);
            consumer.seekToBeginning(this.partitions);
            target = consumer.endOffsets(this.partitions);
        } catch (KafkaException away) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            throw away;
        }
    }

    /** Client settings for any reader of ours: no group, no commits, never a silent jump. */
    public static Map<String, Object> consumerSettings(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return all;
    }

    /** Hands over what has come within this time, in order. */
    public void poll(Duration timeout, Consumer<ConsumerRecord<String, byte[]>> sink) {
        for (ConsumerRecord<String, byte[]> row : consumer.poll(timeout)) {
            sink.accept(row);
        }
    }

    /** Returns whether everything that was there when the end was asked for has been handed over. */
    public boolean isCaughtUp() {
        for (TopicPartition partition : partitions) {
            if (consumer.position(partition) < target.getOrDefault(partition, 0L)) {
                return false;
            }
        }
        return true;
    }

    /** Reads on until it has caught up with the end that was there when this was called. */
    public void readToPresentEnd(Duration pollTimeout, Consumer<ConsumerRecord<String, byte[]>> sink) {
        target = consumer.endOffsets(partitions);
        while (!isCaughtUp()) {
            poll(pollTimeout, sink);
        }
    }

    /** Waits for no answer, as there is no group to leave. On a thread that is interrupted, and stays so, too. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // Kafka's client would report it as an error
        consumer.close(CloseOptions.timeout(Duration.ZERO));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
