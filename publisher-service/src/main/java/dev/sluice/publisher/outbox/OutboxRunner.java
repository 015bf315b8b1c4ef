package dev.sluice.publisher.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** The drain's thread, from start to stop. */
@ApplicationScoped
public class OutboxRunner {
    private static final Logger LOG = Logger.getLogger(OutboxRunner.class);

    private static final long STOP_LIMIT_MS = 3_000;

    private final ControlKafka kafka;
    private final OutboxDrain drain;
    private final SentMark mark;
    private final Thread thread;

    OutboxRunner(ControlKafka kafka, OutboxDrain drain, SentMark mark) {
        this.kafka = kafka;
        this.drain = drain;
        this.mark = mark;
        this.thread = new Thread(drain, "outbox-drain");
    }

    /** Before the readers of these topics. Wrong topics stop the start; Kafka away does not: writes are taken and answered as pending. */
    void start(@Observes @Priority(10) StartupEvent start) {
        try {
            kafka.ensureControlTopics();
        } catch (KafkaException away) {
            LOG.warnf("Kafka cannot be reached yet; the outbox waits, reason=%s", away.toString());
        }
        thread.start();
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        drain.close();
        thread.join(STOP_LIMIT_MS);
    }

    /** Whether the drain's thread is there: without it nothing that is written reaches a gateway. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Whether the drain has found Kafka unreachable. */
    public boolean isStalled() {
        return mark.isStalled();
    }
}
