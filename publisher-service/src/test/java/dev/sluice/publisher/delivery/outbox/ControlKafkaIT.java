package dev.sluice.publisher.delivery.outbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.kafka.WrongTopicException;
import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.testsupport.KafkaBroker;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlKafkaIT {
    private final String bootstrapServers = KafkaBroker.shared().bootstrapServers();
    private final KafkaTopics topics = new KafkaTopics(KafkaBroker.freshPrefix(), 2);
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    private final TopicSetup setup = new TopicSetup(admin, 1, true);

    @AfterEach
    void stop() {
        admin.close();
    }

    @Test
    void usageOfAnEarlierReleaseGetsTheSettingsOfThisOne() throws Exception {
        // Given
        setup.create(new KafkaTopic(
                topics.usage().name(),
                topics.usage().partitions(),
                Map.of("cleanup.policy", "compact,delete", "retention.ms", "34560000000")));

        // When
        kafka(setup).ensureControlTopics();

        // Then
        Config usage = config(topics.usage());
        assertThat(usage.get("cleanup.policy").value()).isEqualTo("delete");
        assertThat(usage.get("retention.ms").value()).isEqualTo("604800000");
        assertThat(config(topics.quota()).get("cleanup.policy").value()).isEqualTo("compact");
    }

    @Test
    void whereTopicsAreOnlyCheckedItSaysWhatToAlter() throws Exception {
        // Given
        kafka(setup).ensureControlTopics();
        setup.configure(new KafkaTopic(topics.usage().name(), 8, Map.of("cleanup.policy", "compact,delete")));

        await().until(() -> config(topics.usage()).get("cleanup.policy").value().equals("compact,delete"));

        // When
        ControlKafka checking = kafka(new TopicSetup(admin, 1, false));

        // Then
        assertThatThrownBy(checking::ensureControlTopics)
                .isInstanceOf(WrongTopicException.class)
                .hasMessageContaining(topics.usage().name()
                        + " has cleanup.policy compact,delete, not delete: alter it to"
                        + " {cleanup.policy=delete, retention.ms=604800000}");
    }

    private ControlKafka kafka(TopicSetup its) {
        return new ControlKafka(topics, new KafkaConnection(bootstrapServers), its);
    }

    private Config config(KafkaTopic topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        return requireNonNull(
                admin.describeConfigs(List.of(resource)).all().get().get(resource));
    }
}
