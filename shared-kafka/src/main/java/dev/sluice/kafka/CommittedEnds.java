package dev.sluice.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Where readers of committed records will be when they have read all that is there now. Thread safe. */
final class CommittedEnds {
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private final Admin admin;

    CommittedEnds(Admin admin) {
        this.admin = admin;
    }

    /** Asks; the answer comes on the admin's thread, and is a failure when Kafka said nothing for its {@code default.api.timeout.ms}. */
    CompletionStage<Map<TopicPartition, Long>> of(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest = HashMap.newHashMap(partitions.size());
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        return admin.listOffsets(latest, COMMITTED).all().toCompletionStage().thenApply(answer -> {
            Map<TopicPartition, Long> ends = HashMap.newHashMap(answer.size());
            answer.forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        });
    }
}
