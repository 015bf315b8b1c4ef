package dev.sluice.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What some polls of one consumer have brought, as if it had been one. For one thread. */
final class PollBatch {
    private final PollBounds bounds;
    private final Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    private int count;
    private long bytes;

    PollBatch(PollBounds bounds) {
        this.bounds = bounds;
    }

    /** Adds what a poll has brought; returns whether there is room for more. */
    boolean add(ConsumerRecords<String, byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<String, byte[]>> rows = polled.records(partition);
            records.computeIfAbsent(partition, _ -> new ArrayList<>()).addAll(rows);
            for (ConsumerRecord<String, byte[]> row : rows) {
                bytes += Math.max(row.serializedKeySize(), 0) + Math.max(row.serializedValueSize(), 0);
            }
        }
        next.putAll(polled.nextOffsets());
        count += polled.count();
        return !isFull();
    }

    boolean isFull() {
        return count >= bounds.records() || bytes >= bounds.bytes();
    }

    ConsumerRecords<String, byte[]> all() {
        return new ConsumerRecords<>(records, next);
    }
}
