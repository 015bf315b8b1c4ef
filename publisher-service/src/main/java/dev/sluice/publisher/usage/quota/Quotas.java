package dev.sluice.publisher.usage.quota;

import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.TableSettings;
import dev.sluice.kafka.TopicTable;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.quota.Window;
import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.thread.ServiceThreads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** What is used of the quotas of subscriptions and applications; followed for as long as the service runs. Thread safe. */
@Singleton
public class Quotas {
    /** A counter, and one of its windows in which something has been counted since it was asked last. */
    public record Changed(String counter, Window window, QuotaUse use) {}

    private final QuotaTable quotas = new QuotaTable(InstantSource.system(), System::nanoTime);
    private final TopicTable table;

    Quotas(
            KafkaTopics topics,
            KafkaConnection kafka,
            Admin admin,
            UnreadableRecords unreadable,
            ServiceThreads threads) {
        KafkaTopic topic = topics.quota();
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
        this.table = new TopicTable(
                "quota-reader",
                partitions,
                new TableSettings(kafka.asking("publisher-quota"), admin, unreadable, threads),
                quotas);
    }

    void start(@Observes StartupEvent start) {
        table.start();
    }

    void stop(@Observes ShutdownEvent stop) {
        table.close();
    }

    /** A start that has failed sends no event of its end; the reader would fail without what it reads by. */
    @PreDestroy
    void close() {
        table.close();
    }

    /** Empty while Kafka cannot be read. */
    Optional<QuotaTable> recent() {
        return quotas.isRecent() ? Optional.of(quotas) : Optional.empty();
    }

    /** What has changed since this was asked last; one asker. Nothing while Kafka cannot be read. */
    public List<Changed> takeChanged() {
        return quotas.isRecent()
                ? quotas.takeChanged().stream()
                        .map(place -> new Changed(
                                place.counter(), place.window(), quotas.use(place.counter(), place.window())))
                        .toList()
                : List.of();
    }
}
