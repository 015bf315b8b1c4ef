package dev.sluice.publisher.delivery.rebuild;

import dev.sluice.kafka.ControlHeaders;
import dev.sluice.kafka.LogReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What a control topic says to its readers, who go by versions: under each key the record with the highest one counts.
 *
 * @param records those that count, without tombstones
 * @param overtaken keys whose last record in the log is not the one that counts: after a compaction readers find that alone
 * @param highest of all versions in it, 0 = it is empty
 */
record TopicContents(Map<String, Stored> records, Set<String> overtaken, long highest) {
    private static final Duration POLL = Duration.ofMillis(200);

    TopicContents {
        records = Map.copyOf(records);
        overtaken = Set.copyOf(overtaken);
    }

    /** A record's bytes with what its headers say. */
    record Stored(byte[] value, ControlHeaders headers) {}

    /**
     * Reads it from its beginning to its present end.
     *
     * @throws IllegalStateException that takes longer than {@code bound}
     */
    static TopicContents read(Map<String, Object> settings, String kafkaTopic, Duration bound) {
        Rows rows = new Rows();
        long deadline = System.nanoTime() + bound.toNanos();
        try (LogReader reader = new LogReader(settings, List.of(new TopicPartition(kafkaTopic, 0)))) {
            while (!reader.isCaughtUp()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException(kafkaTopic + " is not read within " + bound);
                }
                reader.poll(POLL, rows::onRow);
            }
        }
        return rows.contents();
    }

    static TopicContents of(Iterable<ConsumerRecord<String, byte[]>> log) {
        Rows rows = new Rows();
        log.forEach(rows::onRow);
        return rows.contents();
    }

    /** The log's records, in order. */
    private static final class Rows {
        private final Map<String, Stored> records = new HashMap<>();
        private final Map<String, Long> versions = new HashMap<>();
        private final Set<String> overtaken = new HashSet<>();
        private long highest;

        void onRow(ConsumerRecord<String, byte[]> row) {
            ControlHeaders headers = ControlHeaders.of(row);
            highest = Math.max(highest, headers.version());
            if (row.key() != null) {
                onRow(row, headers);
            }
        }

        private void onRow(ConsumerRecord<String, byte[]> row, ControlHeaders headers) {
            String key = row.key();
            long held = versions.getOrDefault(key, 0L);
            if (headers.version() > held || isOfNoVersionAndCounts(row, headers)) {
                versions.put(key, Math.max(headers.version(), held));
                overtaken.remove(key);
                keep(row, headers);
            } else if (headers.version() == held) { // the drain has sent it twice
                overtaken.remove(key);
            } else {
                overtaken.add(key);
            }
        }

        /** A tombstone without a version deletes, at all readers; a record without one changes nothing that they have. */
        private boolean isOfNoVersionAndCounts(ConsumerRecord<String, byte[]> row, ControlHeaders headers) {
            return headers.version() == 0 && (row.value() == null || !records.containsKey(row.key()));
        }

        private void keep(ConsumerRecord<String, byte[]> row, ControlHeaders headers) {
            if (row.value() == null) {
                records.remove(row.key());
            } else {
                records.put(row.key(), new Stored(row.value(), headers));
            }
        }

        TopicContents contents() {
            return new TopicContents(records, overtaken, highest);
        }
    }
}
