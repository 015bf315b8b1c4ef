package dev.sluice.gateway.fanout;

import dev.sluice.kafka.TailConsumer;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The consumer of one replay reader: it goes on where its last reading of a partition has ended, with what Kafka's client has
 * fetched already, and keeps that for the partitions that it has read last.
 *
 * <p>For one thread, but {@link #wakeup} and {@link #receivedBytes}.
 */
final class ReplayConsumer implements AutoCloseable {
    /** Each keeps a fetch, compressed. */
    private static final int MOST_PARTITIONS = 4;

    private static final Duration ANSWER = Duration.ofSeconds(2);

    /** @param log number of the log that it reads: another one has other records at the same offsets */
    private record Scan(long log, long next) {}

    private final TailConsumer consumer;
    /** Where the reading of each partition goes on, the one that was read last at the end. */
    private final LinkedHashMap<TopicPartition, Scan> scans = new LinkedHashMap<>();

    ReplayConsumer(TailConsumer consumer) {
        this.consumer = consumer;
    }

    void wakeup() {
        consumer.wakeup();
    }

    double receivedBytes() {
        return consumer.receivedBytes();
    }

    /** Returns whether to read at this offset gives up a scan that stands elsewhere in the partition. */
    boolean leavesScan(TopicPartition partition, long from) {
        Scan present = scans.get(partition);
        return present != null && present.next() != from;
    }

    /** Returns where the reading of a partition goes on; -1 = it is not read. */
    long next(TopicPartition partition) {
        Scan present = scans.get(partition);
        return present == null ? -1 : present.next();
    }

    /**
     * Reads once, into the window of the feed.
     *
     * @return whether Kafka has said anything of the partition
     */
    boolean read(TopicPartition partition, long from, Duration timeout, ReplayFeed feed) {
        aim(partition, from, feed.log());
        ConsumerRecords<String, byte[]> rows = consumer.poll(timeout);
        OffsetAndMetadata position = rows.nextOffsets().get(partition);
        if (position == null) {
            return false;
        }
        scans.put(partition, new Scan(feed.log(), position.offset()));
        feed.window().add(from, rows.records(partition), position.offset());
        return true;
    }

    /** Reads it no more, and forgets what was fetched of it. */
    void leave(TopicPartition partition) {
        scans.remove(partition);
        consumer.leave(partition);
    }

    long start(TopicPartition partition) {
        return consumer.start(partition, ANSWER);
    }

    long end(TopicPartition partition) {
        return consumer.end(partition, ANSWER);
    }

    /** Returns whether Kafka says that there is no such topic. */
    boolean isGone(String topic) {
        return !consumer.exists(topic, ANSWER);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void aim(TopicPartition partition, long from, long log) {
        Scan present = scans.remove(partition);
        Scan wanted = new Scan(log, from);
        if (present != null && present.log() != log) {
            consumer.leave(partition); // what was fetched is of the log before
        }
        if (!wanted.equals(present)) {
            consumer.read(partition, from);
        }
        scans.put(partition, wanted);
        while (scans.size() > MOST_PARTITIONS) {
            leave(scans.firstEntry().getKey());
        }
        Set<TopicPartition> others = new HashSet<>(scans.keySet());
        others.remove(partition);
        consumer.pauseOnly(others);
    }
}
