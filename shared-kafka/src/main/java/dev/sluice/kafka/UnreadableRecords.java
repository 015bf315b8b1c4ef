package dev.sluice.kafka;

import dev.sluice.model.topic.KafkaTopic;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How many records of each control topic were passed over, since they are none that this release can read. Thread safe. */
public final class UnreadableRecords {
    private final Map<String, LongAdder> counts;

    /** @param topics whose records are counted */
    public UnreadableRecords(Collection<KafkaTopic> topics) {
        counts = topics.stream()
                .map(KafkaTopic::name)
                .collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> new LongAdder()));
    }

    /** This record of one of the topics was passed over. */
    public void onRecord(ConsumerRecord<?, ?> row) {
        LongAdder count = counts.get(row.topic());
        if (count != null) {
            count.increment();
        }
    }

    /** Returns how many of a topic there have been so far. */
    public long count(KafkaTopic topic) {
        LongAdder count = counts.get(topic.name());
        return count == null ? 0 : count.sum();
    }
}
