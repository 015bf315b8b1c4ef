package dev.sluice.publisher.delivery.outbox;

import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.topic.KafkaTopics;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** What the drain does with Kafka. Every failure is a {@link KafkaException}. */
final class ControlKafka {
    /** Of the releases that wrote nothing there yet. */
    private static final String FORMER_POLICY_OF_USAGE = "compact,delete";

    private final KafkaTopics topics;
    private final KafkaConnection kafka;
    private final TopicSetup setup;
    private volatile boolean topicsEnsured;

    ControlKafka(KafkaTopics topics, KafkaConnection kafka, TopicSetup setup) {
        this.topics = topics;
        this.kafka = kafka;
        this.setup = setup;
    }

    /**
     * Creates or checks the topics of all services, so that no other one needs the right to create them.
     *
     * @throws dev.sluice.kafka.WrongTopicException what to change
     */
    void ensureControlTopics() {
        ask(() -> {
            setup.migrate(topics.usage(), FORMER_POLICY_OF_USAGE);
            setup.ensure(List.of(
                    topics.apis(),
                    topics.access(),
                    topics.nodes(),
                    topics.demand(),
                    topics.relayState(),
                    topics.quota(),
                    topics.usage()));
        });
        topicsEnsured = true;
    }

    ControlProducer fencingProducer(ControlTopic topic) {
        if (!topicsEnsured) {
            ensureControlTopics();
        }
        return ControlProducer.fencing(topics, topic, kafka);
    }

    /** Creates the events topic of an API if it is not there, and gives it these settings. */
    void ensureEventsTopic(String apiId, EventsTopicSettings settings) {
        var topic = topics.events(apiId, settings.partitions(), settings.retentionMs(), settings.retentionBytes());
        ask(() -> {
            setup.create(topic);
            setup.configure(topic);
        });
    }

    void deleteEventsTopic(String apiId) {
        ask(() -> setup.delete(topics.eventsName(apiId)));
    }

    private static void ask(Question question) {
        try {
            question.ask();
        } catch (ExecutionException refused) {
            throw refused.getCause() instanceof KafkaException known
                    ? known
                    : new KafkaException("events topic", refused.getCause());
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    @FunctionalInterface
    private interface Question {
        void ask() throws ExecutionException, InterruptedException;
    }
}
