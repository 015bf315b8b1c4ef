package dev.sluice.gateway.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.gateway.kafka.*}: when Kafka counts as away. */
@ConfigMapping(prefix = "sluice.gateway.kafka")
public interface KafkaContactConfig {
    /** After so long without any answer clients are told, and new ones are sent away; 2s..5m. */
    @WithDefault("5s")
    Duration awayAfter();
}
