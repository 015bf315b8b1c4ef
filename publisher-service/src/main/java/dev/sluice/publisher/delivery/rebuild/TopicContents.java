package dev.sluice.publisher.delivery.rebuild;

import dev.sluice.kafka.ControlHeaders;
import dev.sluice.kafka.LogReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a reader that begins now finds in a control topic.
 *
 * @param records the last one of each key, unless it is a tombstone
 * @param highest of all versions in it, 0 = it is empty
 */
record TopicContents(Map<String, Stored> records, long highest) {
    private static final Duration POLL = Duration.ofMillis(200);

    TopicContents {
        records = Map.copyOf(records);
    }

    /** A record's bytes with what its headers say. */
    record Stored(byte[] value, ControlHeaders headers) {}

    /** Reads it from its beginning to its present end. */
    static TopicContents read(Map<String, Object> settings, String kafkaTopic) {
        Map<String, Stored> records = new HashMap<>();
        long[] highest = {0};
        try (LogReader reader = new LogReader(settings, List.of(new TopicPartition(kafkaTopic, 0)))) {
            reader.readToPresentEnd(POLL, row -> highest[0] = Math.max(highest[0], keep(row, records)));
        }
        return new TopicContents(records, highest[0]);
    }

    /** Returns the record's version. */
    private static long keep(ConsumerRecord<String, byte[]> row, Map<String, Stored> records) {
        ControlHeaders headers = ControlHeaders.of(row);
        if (row.key() != null && row.value() != null) {
            records.put(row.key(), new Stored(row.value(), headers));
        } else if (row.key() != null) {
            records.remove(row.key());
        }
        return headers.version();
    }
}
