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
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * One consumer of many event partitions, which come and go: which of them it reads, from where, and which of them a failure
 * is about. It sees records as soon as they are written, also those of transactions that are open. For one thread.
 *
 * <p>What a poll brings is bounded in uncompressed bytes. Kafka's client bounds what it fetches, which is compressed, and the
 * number of records; a fetch of 1 MiB may hold 200 MiB of events. So it is asked for a few records at a time, which costs a
 * few microseconds each time, until there is enough.
 */
public final class TailConsumer implements AutoCloseable {
    /** Records that are uncompressed at once: they are in memory before their sizes are known. */
    public static final int STEP_RECORDS = 8;

    /** Of all partitions together, compressed; Kafka's own default of 50 MiB is more than many a heap has to spare. */
    private static final int FETCH_BYTES = 4 << 20;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Metric fetches;
    private final PollBounds bounds;
    private final @Nullable Metric received;
    private boolean bounded;

    /**
     * @param kafka client settings, {@code bootstrap.servers} at least
     * @param bounds of what one poll brings
     * @param more settings of this consumer
     */
    public TailConsumer(Map<String, Object> kafka, PollBounds bounds, Map<String, Object> more) {
        Map<String, Object> settings = LogReader.consumerSettings(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.putAll(more);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, STEP_RECORDS);
        this.bounds = bounds;
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        this.received = consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("incoming-byte-total")
                        && metric.metricName().group().equals("consumer-metrics"))
                .findFirst()
                .orElse(null);
        this.fetches = consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("fetch-total")
                        && !metric.getKey().tags().containsKey("topic"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Kafka's client counts no fetches"));
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

    /**
     * Returns what there is, of one partition after the other, or waits for something. Stops at the first step that reaches a
     * bound: the records of that step, at most {@value #STEP_RECORDS}, may lie above it. A failure or a wakeup after the first
     * step ends it with what it has: a failure is thrown again by the next poll, a wakeup is not.
     *
     * @param timeout for the first record only
     */
    public ConsumerRecords<String, byte[]> poll(Duration timeout) {
        bounded = false;
        ConsumerRecords<String, byte[]> step = consumer.poll(timeout);
        if (step.count() < STEP_RECORDS) {
            return step;
        }
        PollBatch batch = new PollBatch(bounds);
        while (batch.add(step) && step.count() == STEP_RECORDS) {
            try {
                step = consumer.poll(Duration.ZERO);
            } catch (KafkaException comesAgain) {
                return batch.all();
            }
        }
        bounded = batch.isFull();
        return batch.all();
    }

    /**
     * Returns how many fetches the brokers have answered so far. More than a few in a poll that brought nothing mean that
     * something cannot be read, such as a topic that is gone: Kafka's client asks for it again at once, and again.
     */
    public long fetches() {
        return ((Number) fetches.metricValue()).longValue();
    }

    /** Returns whether the last poll stopped at a bound, so that there may be more. */
    public boolean isBounded() {
        return bounded;
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

    /** Asks Kafka for the first offset that is kept. */
    public long start(TopicPartition partition, Duration timeout) {
        return consumer.beginningOffsets(List.of(partition), timeout).getOrDefault(partition, 0L);
    }

    /** Asks Kafka for the offset after the last record. */
    public long end(TopicPartition partition, Duration timeout) {
        return consumer.endOffsets(List.of(partition), timeout).getOrDefault(partition, 0L);
    }

    /** Asks Kafka whether there is such a topic. */
    public boolean exists(String topic, Duration timeout) {
        return !consumer.partitionsFor(topic, timeout).isEmpty();
    }

    /** Returns how many bytes have come from Kafka's brokers since it was made, compressed and with all overhead. Any thread. */
    public double receivedBytes() {
        return received == null ? 0 : (double) received.metricValue();
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
        String message = Objects.toString(failed.getMessage(), "");
        int at = message.indexOf(partition.toString());
        int after = at + partition.toString().length();
        return at >= 0 && (after == message.length() || !Character.isDigit(message.charAt(after)));
    }
}
