package dev.sluice.publisher.kafka;

import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.topic.KafkaTopics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** What the configuration makes of Kafka. */
class KafkaBeans {
    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);

    @Produces
    @Singleton
    KafkaTopics topics(KafkaConfig config) {
        return new KafkaTopics(config.topicPrefix(), config.shards());
    }

    @Produces
    @ApplicationScoped
    Admin admin(KafkaConfig config) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.bootstrapServers(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                "publisher-admin",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) CALL_LIMIT.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) CALL_LIMIT.toMillis() / 2));
    }

    void close(@Disposes Admin admin) {
        admin.close(Duration.ZERO);
    }

    @Produces
    @Singleton
    TopicSetup topicSetup(Admin admin, KafkaConfig config) {
        return new TopicSetup(admin, config.replicationFactor(), config.createTopics());
    }
}
