package dev.sluice.relay.shard;

import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.service.thread.ServiceThreads;
import java.util.Map;

/**
 * What a shard's owner needs of Kafka and of the process.
 *
 * @param kafka client settings, {@code bootstrap.servers} at least
 * @param prefix of all names
 * @param unreadable counts those of demand and relay-state
 */
public record ShardSettings(
        Map<String, Object> kafka, String prefix, UnreadableRecords unreadable, ServiceThreads threads) {
    public ShardSettings {
        kafka = Map.copyOf(kafka);
    }

    /** One for each shard, the same for every owner: that is what fences. */
    String transactionalId(int shard) {
        return prefix + "-relay-state-" + shard;
    }

    String groupId() {
        return prefix + "-relay";
    }
}
