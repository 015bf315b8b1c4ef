package dev.sluice.publisher.delivery.outbox;

import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.topic.KafkaTopics;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The outbox as this service runs it. */
class OutboxBeans {
    @Produces
    @Singleton
    SentMarks sentMarks() {
        return new SentMarks();
    }

    @Produces
    @Singleton
    ControlKafka controlKafka(KafkaTopics topics, KafkaConnection kafka, TopicSetup setup) {
        return new ControlKafka(topics, kafka, setup);
    }
}
