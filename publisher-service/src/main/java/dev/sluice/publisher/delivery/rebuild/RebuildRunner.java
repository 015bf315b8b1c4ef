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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Compares each control topic with the database after a start, if that is asked for, each on a thread of its own; of two
 * publishers one after the other, when what the first one has found is in Kafka. While Kafka or the database is away it waits
 * and tries again.
 */
@Singleton
public class RebuildRunner {
    /** A setting by itself: a mapping of all {@code sluice.publisher} would claim the keys of the others. */
    public static final String KEY = "sluice.publisher.rebuild";

    private static final Logger LOG = Logger.getLogger(RebuildRunner.class);
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(30);
    private static final Duration READ_BOUND = Duration.ofMinutes(2);
    private static final Duration TRANSACTION_BOUND = Duration.ofMinutes(10);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(5);
    private static final Duration STOP_BOUND = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 100;

    private final EntityManager entityManager;
    private final ControlRebuild rebuild;
    private final KafkaConnection kafka;
    private final KafkaTopics topics;
    private final boolean wanted;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    RebuildRunner(
            EntityManager entityManager,
            ControlRebuild rebuild,
            KafkaConnection kafka,
            KafkaTopics topics,
            @ConfigProperty(name = KEY, defaultValue = "false") boolean wanted) {
        this.entityManager = entityManager;
        this.rebuild = rebuild;
        this.kafka = kafka;
        this.topics = topics;
        this.wanted = wanted;
    }

    /** After the drains and whatever makes records at the start. */
    void start(@Observes @Priority(Integer.MAX_VALUE) StartupEvent start) {
        if (wanted) {
            for (ControlTopic topic : ControlTopic.values()) {
                threads.add(Thread.ofVirtual()
                        .name("control-rebuild-" + topic.text())
                        .start(() -> run(topic)));
            }
        }
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        closed.countDown();
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(STOP_BOUND);
        }
    }

    private void run(ControlTopic topic) {
        try {
            repair(topic);
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
                LOG.infof("the control topic is compared with the database: topic=%s steps=%d", topic.text(), steps);
                return;
            } catch (RuntimeException failed) {
                if (closed.getCount() == 0) {
                    return;
                }
                LOG.warnf("the control topic is not compared yet: topic=%s reason=%s", topic.text(), failed);
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
        AdvisoryLock lock = switch (topic) {
            case APIS -> AdvisoryLock.REBUILD_APIS;
            case ACCESS -> AdvisoryLock.REBUILD_ACCESS;
        };
        String kafkaTopic = switch (topic) {
            case APIS -> topics.apis().name();
            case ACCESS -> topics.access().name();
        };
        lock.holdToTheEndOf(entityManager);
        awaitSent(topic);
        // All that takes long is done by now: writers wait for what comes.
        TopicContents contents =
                TopicContents.read(kafka.asking("publisher-rebuild-" + topic.text()), kafkaTopic, READ_BOUND);
        return rebuild.repair(topic, contents);
    }

    /** What is committed by now for this topic is to be found in Kafka. */
    private void awaitSent(ControlTopic topic) throws InterruptedException {
        String rows = " from outbox where (" + topic.rows() + ")";
        long last = number("select coalesce(max(version), 0)" + rows, Map.of());
        long deadline = System.nanoTime() + DRAIN_PATIENCE.toNanos();
        while (number("select count(*)" + rows + " and version <= :last", Map.of("last", last)) > 0) {
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
