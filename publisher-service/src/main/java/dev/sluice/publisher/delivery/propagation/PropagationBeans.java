package dev.sluice.publisher.delivery.propagation;

import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.publisher.delivery.outbox.SentMarks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.admin.Admin;

/** The nodes' reader, from start to stop. */
@Singleton
class PropagationBeans {
    private static final long STOP_LIMIT_MS = 3_000;

    private final Nodes nodes = new Nodes(System::nanoTime);
    private final NodeReader reader;
    private final Thread thread;

    PropagationBeans(KafkaTopics topics, KafkaConnection kafka, Admin admin, UnreadableRecords unreadable) {
        reader = new NodeReader(nodes, kafka, admin, topics.nodes().name(), unreadable);
        thread = new Thread(reader, "nodes-reader");
    }

    void start(@Observes StartupEvent start) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        reader.close();
        thread.join(STOP_LIMIT_MS);
    }

    @Produces
    @Singleton
    Propagation propagation(SentMarks sent) {
        return new Propagation(sent, reader, nodes);
    }
}
