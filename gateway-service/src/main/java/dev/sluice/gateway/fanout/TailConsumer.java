package dev.sluice.gateway.fanout;

import dev.sluice.kafka.LogReader;
import java.time.Duration;
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

/** The tail's consumer: which partitions it reads, from where, and which of them a failure is about. For one thread. */
final class TailConsumer implements AutoCloseable {
    /** A feed that has just been attached waits for the broker's answer about the others, half of this on average. */
    private static final int MAX_BROKER_WAIT_MILLIS = 100;

    private final KafkaConsumer<String, byte[]> consumer;

    /** @param kafka client settings, {@code bootstrap.servers} at least */
    TailConsumer(Map<String, Object> kafka) {
        Map<String, Object> settings = LogReader.consumerSettings(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "gateway-tail");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, MAX_BROKER_WAIT_MILLIS);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** From any thread: ends a {@link #poll} that waits, or the next one, with Kafka's {@code WakeupException}. */
    void wakeup() {
        consumer.wakeup();
    }

    boolean readsNothing() {
        return consumer.assignment().isEmpty();
    }

    /** Reads a partition, too, from this offset on. */
    void read(TopicPartition partition, long from) {
        Set<TopicPartition> assigned = new HashSet<>(consumer.assignment());
        assigned.add(partition);
        consumer.assign(assigned);
        consumer.seek(partition, from);
    }

    /** Reads a partition no more, and forgets what it has fetched of it. */
    void leave(TopicPartition partition) {
        Set<TopicPartition> assigned = new HashSet<>(consumer.assignment());
        assigned.remove(partition);
        consumer.assign(assigned);
    }

    ConsumerRecords<String, byte[]> poll(Duration timeout) {
        return consumer.poll(timeout);
    }

    /** The partitions that are read and that a failure of {@link #poll} names. */
    List<TopicPartition> concernedBy(KafkaException failed) {
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
