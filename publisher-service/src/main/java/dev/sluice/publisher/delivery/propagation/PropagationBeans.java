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
import org.apache.kafka.clients.admin.Admin;

/** The nodes' reader, from start to stop. */
@Singleton
class PropagationBeans {
    private final Nodes nodes = new Nodes(System::nanoTime);
    private final ServiceThreads threads = new ServiceThreads(ProcessExit.halting());
    private final NodeReader reader;

    PropagationBeans(KafkaTopics topics, KafkaConnection kafka, Admin admin, UnreadableRecords unreadable) {
        reader = new NodeReader(
                nodes,
                new TableSettings(kafka.asking("publisher-nodes"), admin, unreadable, threads),
                topics.nodes().name());
    }

    void start(@Observes StartupEvent start) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent stop) {
        reader.close();
    }

    /** A start that has failed sends no event of its end; the reader would fail without what it reads by. */
    @PreDestroy
    void close() {
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
