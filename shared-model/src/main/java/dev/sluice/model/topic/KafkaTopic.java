package dev.sluice.model.topic;

import java.util.Map;

/**
 * A Kafka topic as Sluice needs it.
 *
 * @param config Kafka topic settings by name
 */
public record KafkaTopic(String name, int partitions, Map<String, String> config) {
    public KafkaTopic {
        config = Map.copyOf(config);
    }
}
