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
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The nodes' reader, from start to stop. */
@Singleton
class PropagationBeans {
    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);

    private final Nodes nodes = new Nodes(System::nanoTime);
    private final NodeReader reader;

    PropagationBeans(KafkaTopics topics, KafkaConnection kafka, Admin admin, UnreadableRecords unreadable) {
        Map<String, Object> consumer = kafka.with(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "publisher-nodes",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) CALL_LIMIT.toMillis(),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) CALL_LIMIT.toMillis(),
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500));
        ServiceThreads threads = new ServiceThreads(ProcessExit.halting());
        reader = new NodeReader(
                nodes,
                new TableSettings(consumer, admin, unreadable, threads),
                topics.nodes().name());
    }

    void start(@Observes StartupEvent start) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent stop) {
        reader.close();
    }

    @Produces
    @Singleton
    Propagation propagation(SentMarks sent) {
        return new Propagation(sent, reader, nodes);
    }
}
