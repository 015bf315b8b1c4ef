package dev.sluice.publisher.delivery.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** A drain for each control topic, each on its thread, from start to stop. */
@ApplicationScoped
public class OutboxRunner {
    private record Running(OutboxDrain drain, Thread thread) {}

    private static final Logger LOG = Logger.getLogger(OutboxRunner.class);

    private static final long STOP_LIMIT_MS = 3_000;

    private final ControlKafka kafka;
    private final SentMarks marks;
    private final List<Running> drains;

    OutboxRunner(DatabaseConfig database, ControlKafka kafka, SentMarks marks, MeterRegistry registry) {
        this.kafka = kafka;
        this.marks = marks;
        this.drains = Arrays.stream(ControlTopic.values())
                .map(topic -> drain(topic, database, new OutboxTimes(registry, topic)))
                .toList();
    }

    private Running drain(ControlTopic topic, DatabaseConfig database, OutboxTimes times) {
        OutboxDrain drain = new OutboxDrain(
                topic, its -> DrainConnection.open(database, its), kafka, marks.of(topic), times, step -> {});
        return new Running(drain, new Thread(drain, "outbox-drain-" + topic.text()));
    }

    /** Before the readers of these topics. Wrong topics stop the start; Kafka away does not: writes are taken and answered as pending. */
    void start(@Observes @Priority(10) StartupEvent start) {
        try {
            kafka.ensureControlTopics();
        } catch (KafkaException away) {
            LOG.warnf("Kafka cannot be reached yet; the outbox waits, reason=%s", away.toString());
        }
        drains.forEach(running -> running.thread().start());
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        drains.forEach(running -> running.drain().close());
        for (Running running : drains) {
            running.thread().join(STOP_LIMIT_MS);
        }
    }

    /** Returns whether the drains' threads are there: without them nothing that is written reaches a gateway. */
    public boolean isRunning() {
        return drains.stream().allMatch(running -> running.thread().isAlive());
    }

    /** Returns whether a drain has found Kafka unreachable. */
    public boolean isStalled() {
        return marks.isStalled();
    }
}
