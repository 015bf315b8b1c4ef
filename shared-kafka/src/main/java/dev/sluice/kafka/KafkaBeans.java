package dev.sluice.kafka;

import dev.sluice.model.topic.KafkaTopics;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** What the configuration makes of Kafka, in every service. */
class KafkaBeans {
    @Produces
    @Singleton
    KafkaTopics topics(KafkaConfig config) {
        return new KafkaTopics(config.topicPrefix(), config.shards());
    }

    @Produces
    @Singleton
    KafkaConnection connection(KafkaConfig kafka, Config config) {
        try {
            return KafkaConnection.configured(
                    kafka.bootstrapServers(), key -> config.getOptionalValue(key, String.class));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(wrong.getMessage()); // whose message alone is shown
        }
    }
}
