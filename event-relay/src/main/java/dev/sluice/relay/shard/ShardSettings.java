package dev.sluice.relay.shard;

import dev.sluice.service.thread.ServiceThreads;
import java.util.Map;

/**
 * What a shard's owner needs of Kafka and of the process.
 *
 * @param kafka client settings, {@code bootstrap.servers} at least
 * @param prefix of all names
 */
public record ShardSettings(Map<String, Object> kafka, String prefix, ServiceThreads threads) {
    public ShardSettings {
        kafka = Map.copyOf(kafka);
    }

    /** One for each shard, whoever owns it: that is what fences. */
    String transactionalId(int shard) {
        return prefix + "-relay-state-" + shard;
    }

    String groupId() {
        return prefix + "-relay";
    }
}
