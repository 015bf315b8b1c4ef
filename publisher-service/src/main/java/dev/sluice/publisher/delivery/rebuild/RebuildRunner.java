package dev.sluice.publisher.delivery.rebuild;

import dev.sluice.kafka.KafkaConnection;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.publisher.delivery.outbox.AdvisoryLock;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares each control topic with the database, once after a start, on a thread of its own: of two publishers one after the
 * other, when what the first one has found is in Kafka. While Kafka or the database is away it waits and tries again.
 */
@Singleton
class RebuildRunner {
    private static final Logger LOG = Logger.getLogger(RebuildRunner.class);
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(30);
    private static final Duration TRANSACTION_BOUND = Duration.ofMinutes(10);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);
    private static final long POLL_MILLIS = 100;

    private final EntityManager entityManager;
    private final ControlRebuild rebuild;
    private final KafkaConnection kafka;
    private final KafkaTopics topics;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    RebuildRunner(EntityManager entityManager, ControlRebuild rebuild, KafkaConnection kafka, KafkaTopics topics) {
        this.entityManager = entityManager;
        this.rebuild = rebuild;
        this.kafka = kafka;
        this.topics = topics;
    }

    /** After the drains and whatever makes records at the start. */
    void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent start) {
        thread = Thread.ofVirtual().name("control-rebuild").start(this::run);
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        closed.countDown();
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(5));
        }
    }

    private void run() {
        try {
            for (ControlTopic topic : ControlTopic.values()) {
                repair(topic);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until it is done: whatever prevents it is told and tried again. */
    private void repair(ControlTopic topic) throws InterruptedException {
        for (Duration wait = FIRST_RETRY; ; wait = longer(wait)) {
            try {
                int steps = QuarkusTransaction.requiringNew()
                        .timeout((int) TRANSACTION_BOUND.toSeconds())
                        .call(() -> compareAlone(topic));
                if (steps > 0) {
                    LOG.infof("the control topic was not what the database says: topic=%s steps=%d", topic, steps);
                }
                return;
            } catch (RuntimeException failed) {
                if (closed.getCount() == 0) {
                    return;
                }
                LOG.warnf("the control topic is not compared yet: topic=%s reason=%s", topic, failed);
            }
            if (closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private static Duration longer(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(LAST_RETRY) < 0 ? twice : LAST_RETRY;
    }

    private int compareAlone(ControlTopic topic) throws InterruptedException {
        AdvisoryLock.REBUILD.holdToTheEndOf(entityManager);
        awaitSent();
        String kafkaTopic = switch (topic) {
            case APIS -> topics.apis().name();
            case ACCESS -> topics.access().name();
        };
        return rebuild.repair(topic, TopicContents.read(kafka.asking("publisher-rebuild"), kafkaTopic));
    }

    /** What is committed by now is to be found in Kafka. */
    private void awaitSent() throws InterruptedException {
        long last = number("select coalesce(max(version), 0) from outbox", Map.of());
        long deadline = System.nanoTime() + DRAIN_PATIENCE.toNanos();
        while (number("select count(*) from outbox where version <= :last", Map.of("last", last)) > 0) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the outbox is not sent within " + DRAIN_PATIENCE);
            }
            if (closed.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the service ends");
            }
        }
    }

    private long number(String sql, Map<String, Object> parameters) {
        var query = entityManager.createNativeQuery(sql, Long.class);
        parameters.forEach(query::setParameter);
        return (Long) query.getSingleResult();
    }
}
