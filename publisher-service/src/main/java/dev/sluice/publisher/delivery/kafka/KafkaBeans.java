package dev.sluice.publisher.delivery.kafka;

import dev.sluice.kafka.KafkaConfig;
import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.model.topic.KafkaTopics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** What this service asks of Kafka, and what it counts of what it reads. */
class KafkaBeans {
    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);
    private static final String TOPICS = "topics";

    @Produces
    @ApplicationScoped
    Admin admin(KafkaConnection kafka) {
        return admin(kafka, "publisher-admin");
    }

    void close(@Disposes Admin admin) {
        admin.close(Duration.ZERO);
    }

    /** Apart from the other: while the controllers do not answer it asks again and again, and whatever else it is asked waits. */
    @Produces
    @ApplicationScoped
    @Identifier(TOPICS)
    Admin topicsAdmin(KafkaConnection kafka) {
        return admin(kafka, "publisher-topics");
    }

    void closeTopics(@Disposes @Identifier(TOPICS) Admin admin) {
        admin.close(Duration.ZERO);
    }

    @Produces
    @Singleton
    UnreadableRecords unreadable(KafkaTopics topics, MeterRegistry registry) {
        Map<String, KafkaTopic> read = Map.of(
                "nodes",
                topics.nodes(),
                "relay-state",
                topics.relayState(),
                "usage",
                topics.usage(),
                "quota",
                topics.quota());
        UnreadableRecords unreadable = new UnreadableRecords(read.values());
        read.forEach((name, topic) -> FunctionCounter.builder(
                        "sluice_publisher_unreadable_records", unreadable, counted -> counted.count(topic))
                .tag("topic", name)
                .register(registry));
        return unreadable;
    }

    private static Admin admin(KafkaConnection kafka, String clientId) {
        return Admin.create(kafka.with(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                clientId,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) CALL_LIMIT.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) CALL_LIMIT.toMillis() / 2)));
    }

    @Produces
    @Singleton
    TopicSetup topicSetup(@Identifier(TOPICS) Admin admin, KafkaConfig config) {
        return new TopicSetup(admin, config.replicationFactor(), config.createTopics());
    }
}
