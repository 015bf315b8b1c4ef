package dev.sluice.publisher.delivery.propagation;

import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.TableSettings;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.publisher.delivery.outbox.SentMarks;
import dev.sluice.service.thread.ProcessExit;
import dev.sluice.service.thread.ServiceThreads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** The nodes' reader, from start to stop. */
@Singleton
class PropagationBeans {
    private static final Duration CLEANUP_PERIOD = Duration.ofMinutes(15);

    private final Nodes nodes = new Nodes(System::nanoTime, InstantSource.system());
    private final ServiceThreads threads = new ServiceThreads(ProcessExit.halting());
    private final NodeReader reader;
    private final NodeCleanup cleanup;
    private final ScheduledExecutorService timer = threads.timer("node-cleanup");

    PropagationBeans(KafkaTopics topics, KafkaConnection kafka, Admin admin, UnreadableRecords unreadable) {
        reader = new NodeReader(
                nodes,
                new TableSettings(kafka.asking("publisher-nodes"), admin, unreadable, threads),
                topics.nodes().name());
        cleanup = new NodeCleanup(nodes, kafka, topics.nodes().name());
    }

    void start(@Observes StartupEvent start) {
        reader.start();
        long period = CLEANUP_PERIOD.toMillis();
        timer.scheduleWithFixedDelay(cleanup, period, period, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stop) {
        timer.shutdownNow();
        reader.close();
    }

    /** A start that has failed sends no event of its end; the reader would fail without what it reads by. */
    @PreDestroy
    void close() {
        timer.shutdownNow();
        reader.close();
    }

    /** For the liveness of the process. */
    @Produces
    @Singleton
    ServiceThreads threads() {
        return threads;
    }

    @Produces
    @Singleton
    Propagation propagation(SentMarks sent) {
        return new Propagation(sent, reader, nodes);
    }
}
