package dev.sluice.gateway.control;

import dev.sluice.kafka.TopicSetup;
import dev.sluice.kafka.WrongTopicException;
import dev.sluice.model.topic.KafkaTopics;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/** The Kafka topics that this service needs, made or checked at start. */
@Singleton
class ControlTopics {
    private static final Logger LOG = Logger.getLogger(ControlTopics.class);
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    private final TopicSetup setup;
    private final KafkaTopics topics;

    ControlTopics(Admin admin, KafkaConfig config, KafkaTopics topics) {
        this.setup = new TopicSetup(admin, config.replicationFactor(), config.createTopics());
        this.topics = topics;
    }

    /**
     * Blocks until they are there, as long as Kafka is away.
     *
     * @throws WrongTopicException which one is wrong and what to change
     */
    void ensure() throws InterruptedException {
        while (!tryEnsure()) {
            LockSupport.parkNanos(RETRY_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while Kafka was away");
            }
        }
    }

    private boolean tryEnsure() throws InterruptedException {
        try {
            setup.ensure(List.of(topics.apis(), topics.access(), topics.nodes(), topics.demand(), topics.relayState()));
            return true;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RetriableException away) {
                LOG.warnf("Kafka or its topics are not there yet: reason=%s", away);
                return false;
            }
            String reason = "the Kafka topics cannot be made or checked: " + failed.getCause();
            throw new IllegalStateException(reason, failed.getCause());
        }
    }
}
