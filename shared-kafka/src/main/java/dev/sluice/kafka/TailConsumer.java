package dev.sluice.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One consumer of many event partitions, which come and go: which of them it reads, from where, and which of them a failure
 * is about. It sees records as soon as they are written, also those of transactions that are open. For one thread.
 */
public final class TailConsumer implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;

    /**
     * @param kafka client settings, {@code bootstrap.servers} at least
     * @param more settings of this consumer
     */
    public TailConsumer(Map<String, Object> kafka, Map<String, Object> more) {
        Map<String, Object> settings = LogReader.consumerSettings(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        settings.putAll(more);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** From any thread: ends a {@link #poll} that waits, or the next one, with Kafka's {@code WakeupException}. */
    public void wakeup() {
        consumer.wakeup();
    }

    public boolean readsNothing() {
        return consumer.assignment().isEmpty();
    }

    /** Reads a partition, too, from this offset on. */
    public void read(TopicPartition partition, long from) {
        Set<TopicPartition> assigned = new HashSet<>(consumer.assignment());
        if (assigned.add(partition)) {
            consumer.assign(assigned);
        }
        consumer.seek(partition, from);
    }

    /** Reads a partition no more, and forgets what it has fetched of it. */
    public void leave(TopicPartition partition) {
        Set<TopicPartition> assigned = new HashSet<>(consumer.assignment());
        if (assigned.remove(partition)) {
            consumer.assign(assigned);
        }
    }

    /** Of the partitions that it reads, lets these rest and goes on with all others. */
    public void pauseOnly(Collection<TopicPartition> paused) {
        Set<TopicPartition> others = new HashSet<>(consumer.assignment());
        others.removeAll(paused);
        consumer.resume(others);
        consumer.pause(paused);
    }

    public ConsumerRecords<String, byte[]> poll(Duration timeout) {
        return consumer.poll(timeout);
    }

    /**
     * The partitions that are read and that a failure of {@link #poll} names: a batch is damaged, or the topic may not be
     * read. Kafka's client offers what it has fetched of them again and again, until they are left.
     */
    public List<TopicPartition> concernedBy(KafkaException failed) {
        return consumer.assignment().stream()
                .filter(partition -> concerns(failed, partition))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Of a damaged batch Kafka's client says only in its message where it is. */
    static boolean concerns(KafkaException failed, TopicPartition partition) {
        if (failed instanceof TopicAuthorizationException denied) {
            return denied.unauthorizedTopics().contains(partition.topic());
        }
        String told = Objects.toString(failed.getMessage(), "");
        int at = told.indexOf(partition.toString());
        int behind = at + partition.toString().length();
        return at >= 0 && (behind == told.length() || !Character.isDigit(told.charAt(behind)));
    }
}
