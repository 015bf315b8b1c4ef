package dev.sluice.gateway.control;

import dev.sluice.kafka.TopicSetup;
import dev.sluice.kafka.WrongTopicException;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.thread.ServiceThreads;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The order in which the control side begins and ends. Kafka need not be there: the process starts, is not ready, and waits
 * on a thread of its own.
 */
@Singleton
class ControlStart {
    private static final Logger LOG = Logger.getLogger(ControlStart.class);

    /** Before the data plane begins to close its streams: no client is to be sent here any more. */
    private static final int FIRST = 100;

    /** What else is to be read has been added, and listens. */
    private static final int AFTER_OTHERS = 3000;

    private final TopicSetup setup;
    private final KafkaTopics topics;
    private final ControlPlane controlPlane;
    private final NodeAnnouncer announcer;
    private final Thread thread;

    ControlStart(
            TopicSetup setup,
            KafkaTopics topics,
            ControlPlane controlPlane,
            NodeAnnouncer announcer,
            ServiceThreads threads) {
        this.setup = setup;
        this.topics = topics;
        this.controlPlane = controlPlane;
        this.announcer = announcer;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("control-start")
                .uncaughtExceptionHandler((failed, cause) -> threads.fail(failed.getName(), cause))
                .unstarted(this::run);
    }

    void onStart(@Observes @Priority(AFTER_OTHERS) StartupEvent event) {
        thread.start();
    }

    private void run() {
        try {
            setup.ensureOnceThere(List.of(
                    topics.apis(),
                    topics.access(),
                    topics.nodes(),
                    topics.demand(),
                    topics.relayState(),
                    topics.quota(),
                    topics.usage()));
            controlPlane.start();
            announcer.start();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // stopped before Kafka was there
        } catch (WrongTopicException | IllegalStateException wrong) {
            LOG.errorf(wrong, "this gateway cannot start: %s", wrong.getMessage());
            Quarkus.asyncExit(1);
        }
    }

    /** The process has been asked to end; streams are still open, and their rights are still watched. */
    void onLeave(@Observes @Priority(FIRST) ShutdownDelayInitiatedEvent event) throws InterruptedException {
        announcer.drain();
    }

    void onStop(@Observes @Priority(FIRST) ShutdownEvent event) {
        thread.interrupt();
        announcer.close();
        controlPlane.close();
    }
}
