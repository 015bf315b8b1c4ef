package dev.sluice.relay.shard;

import java.util.Map;

/**
 * What a shard's owner needs of Kafka.
 *
 * @param kafka client settings, {@code bootstrap.servers} at least
 * @param prefix of all names
 */
public record ShardSettings(Map<String, Object> kafka, String prefix) {
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
