package dev.sluice.publisher.kafka;

import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.topic.KafkaTopics;
import io.smallrye.common.annotation.Identifier;
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
    private static final String TOPICS = "topics";

    @Produces
    @Singleton
    KafkaTopics topics(KafkaConfig config) {
        return new KafkaTopics(config.topicPrefix(), config.shards());
    }

    @Produces
    @ApplicationScoped
    Admin admin(KafkaConfig config) {
        return admin(config, "publisher-admin");
    }

    void close(@Disposes Admin admin) {
        admin.close(Duration.ZERO);
    }

    /** Apart from the other: while the controllers do not answer it asks again and again, and whatever else it is asked waits. */
    @Produces
    @ApplicationScoped
    @Identifier(TOPICS)
    Admin topicsAdmin(KafkaConfig config) {
        return admin(config, "publisher-topics");
    }

    void closeTopics(@Disposes @Identifier(TOPICS) Admin admin) {
        admin.close(Duration.ZERO);
    }

    private static Admin admin(KafkaConfig config, String clientId) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                config.bootstrapServers(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                clientId,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) CALL_LIMIT.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) CALL_LIMIT.toMillis() / 2));
    }

    @Produces
    @Singleton
    TopicSetup topicSetup(@Identifier(TOPICS) Admin admin, KafkaConfig config) {
        return new TopicSetup(admin, config.replicationFactor(), config.createTopics());
    }
}
