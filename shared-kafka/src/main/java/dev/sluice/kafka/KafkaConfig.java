package dev.sluice.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code sluice.kafka.*}: where Kafka is and how its topics are made; the same in all services. */
@ConfigMapping(prefix = "sluice.kafka")
public interface KafkaConfig {
    /** {@code host:port}, separated by commas. */
    @WithDefault("localhost:9448")
    String bootstrapServers();

    /** What every Kafka topic's name begins with. */
    @WithDefault("sluice")
    String topicPrefix();

    /** Partitions of demand and relay-state; fixed for an installation. */
    @WithDefault("16")
    int shards();

    /** Of topics created here; one replica less must be in sync. */
    @WithDefault("3")
    int replicationFactor();

    /** Returns whether missing control topics are created; otherwise they are an error. */
    @WithDefault("true")
    boolean createTopics();
}
