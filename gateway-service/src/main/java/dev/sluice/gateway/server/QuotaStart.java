package dev.sluice.gateway.server;

import dev.sluice.gateway.control.ControlPlane;
import dev.sluice.gateway.quota.QuotaTable;
import dev.sluice.gateway.quotalog.LiveGateways;
import dev.sluice.gateway.quotalog.QuotaCleaner;
import dev.sluice.gateway.quotalog.QuotaReader;
import dev.sluice.gateway.quotalog.QuotaReports;
import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.TableSettings;
import dev.sluice.kafka.TopicTable;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.node.NodeIdentity;
import dev.sluice.service.thread.ServiceThreads;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** Starts with the process, and ends with it, what gateways know of each other's use of quotas. */
@Singleton
class QuotaStart {
    /** Than the drain of the streams. */
    private static final int LAST = 300;
    /** For Kafka to take what was delivered last. */
    private static final Duration LAST_REPORT = Duration.ofSeconds(3);

    private final MeterRegistry registry;
    private final ControlPlane control;
    private final QuotaReports reports;
    private final QuotaCleaner cleaner;
    private final QuotaReader reader;
    private final UnreadableRecords unreadable;
    private final KafkaTopic topic;
    private final TopicTable table;

    QuotaStart(
            QuotaTable quotas,
            KafkaQuotaLog log,
            KafkaConnection connection,
            KafkaTopics topics,
            Admin admin,
            NodeIdentity identity,
            ControlPlane control,
            MeterRegistry registry,
            ServiceThreads threads) {
        this.registry = registry;
        this.control = control;
        this.topic = topics.quota();
        Clock clock = Clock.systemUTC();
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
        Map<String, Object> kafka = connection.asking("gateway-quota");
        LiveGateways gateways =
                new LiveGateways(identity.nodeId(), () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        this.reports = new QuotaReports(quotas, gateways, log, identity, topic.partitions(), clock, threads);
        this.reader = new QuotaReader(quotas, gateways, identity, clock, reports::writeAgain);
        this.cleaner = new QuotaCleaner(kafka, partitions, log, clock, threads);
        this.unreadable = new UnreadableRecords(List.of(topic));
        this.table = new TopicTable(
                "read-" + topic.name(), partitions, new TableSettings(kafka, admin, unreadable, threads), reader);
    }

    /** The control plane has not begun to read. */
    void onStart(@Observes StartupEvent event) {
        QuotaMeters.register(registry, reports, reader, cleaner, unreadable, topic);
        control.alsoRead(table);
        control.whenStarted().thenRun(this::begin);
    }

    /** The Kafka topic is there. */
    private void begin() {
        reports.start();
        cleaner.start();
    }

    /** The streams have ended. */
    void onLeave(@Observes @Priority(LAST) ShutdownDelayInitiatedEvent event) throws InterruptedException {
        reports.leave(LAST_REPORT);
    }

    void onStop(@Observes ShutdownEvent event) {
        reports.close();
        cleaner.close();
    }
}
