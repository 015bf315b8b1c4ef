package dev.sluice.testsupport.history;

import dev.sluice.kafka.EventRecords;
import dev.sluice.kafka.LogReader;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.event.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A feed's log as {@link Acceptance} judges it from its beginning.
 *
 * @param accepted the records that count, in order
 * @param holes records that were accepted after a hole
 * @param verdicts how often each was given
 */
public record FeedHistory(List<FeedRecord> accepted, List<FeedRecord> holes, Map<Verdict, Integer> verdicts) {

    /** Reads a whole feed up to its present end; nothing of it may have expired. */
    public static FeedHistory read(String bootstrapServers, String kafkaTopic, int partition) {
        Acceptance acceptance = Acceptance.fromCheckpoint(0, List.of(), Map.of());
        List<FeedRecord> accepted = new ArrayList<>();
        List<FeedRecord> holes = new ArrayList<>();
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        try (LogReader log = new LogReader(settings, List.of(new TopicPartition(kafkaTopic, partition)))) {
            log.readToPresentEnd(Duration.ofMillis(200), row -> {
                FeedRecord record = EventRecords.read(row)
                        .orElseThrow(() -> new AssertionError("a record of no epoch at offset " + row.offset()));
                Verdict verdict = acceptance.read(record);
                verdicts.merge(verdict, 1, Integer::sum);
                if (verdict.isAccepted()) {
                    accepted.add(record);
                }
                if (verdict == Verdict.ACCEPTED_HOLE || acceptance.missed() > 0) {
                    holes.add(record);
                }
            });
        }
        return new FeedHistory(accepted, holes, verdicts);
    }

    /** The accepted records of one channel. */
    public List<FeedRecord> ofChannel(String channel) {
        return accepted.stream().filter(record -> record.key().equals(channel)).toList();
    }

    /** The accepted gaps. */
    public List<FeedRecord> gaps() {
        return accepted.stream()
                .filter(record -> record.kind() == RecordKind.GAP)
                .toList();
    }
}
