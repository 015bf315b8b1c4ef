package dev.sluice.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Where readers of committed records will be when they have read all that is there now. Thread safe. */
final class CommittedEnds {
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    private final Admin admin;

    CommittedEnds(Admin admin) {
        this.admin = admin;
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws KafkaException there was none; a {@code TimeoutException} when Kafka said nothing for the client's
     *     {@code default.api.timeout.ms}
     */
    Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest = HashMap.newHashMap(partitions.size());
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = HashMap.newHashMap(partitions.size());
        try {
            admin.listOffsets(latest, COMMITTED)
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException known ? known : new KafkaException(failed.getCause());
        }
    }
}
