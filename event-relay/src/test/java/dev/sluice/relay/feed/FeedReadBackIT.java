package dev.sluice.relay.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.kafka.EventRecords;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.relay.feed.RestorePoint.LogStart;
import dev.sluice.service.thread.ProcessExit;
import dev.sluice.service.thread.ServiceThreads;
import dev.sluice.testsupport.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in memory while a relay reads back events of 1 MiB that compress 200 to 1. */
class FeedReadBackIT {
    private static final int FEEDS = 4;
    private static final int EVENTS = 40;
    private static final int EVENT_BYTES = 1_000_000;
    /** What may be held, and the last poll above it. */
    private static final long BOUND = 32 << 20;

    private final Map<String, Object> kafka =
            Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers());
    private final KafkaTopics topics = new KafkaTopics(KafkaBroker.freshPrefix(), 1);
    private final Admin admin = Admin.create(kafka);
    private final FeedReadBack readBack =
            new FeedReadBack(kafka, new LogMetadata(admin), new ServiceThreads(ProcessExit.halting()));
    private final AtomicLong heldBytes = new AtomicLong();
    private final AtomicInteger read = new AtomicInteger();
    private final ConcurrentLinkedQueue<Runnable> dealtWith = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() throws Exception {
        TopicSetup setup = new TopicSetup(admin, 1, true);
        setup.create(topics.events("large", FEEDS, Duration.ofHours(1).toMillis(), 1L << 30));
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("compression.type", "lz4");
        settings.put("max.request.size", 2 << 20);
        // A new topic's leader that is not known yet would take the second request for the first one.
        settings.put("max.in.flight.requests.per.connection", 1);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int event = 1; event <= EVENTS; event++) {
                for (TopicPartition partition : partitions()) {
                    FeedRecord row = FeedRecord.toCome(
                            RecordKind.EVENT, "c", 0, "abcdefghij", event, false, null, null, new byte[EVENT_BYTES]);
                    var unused = producer.send(EventRecords.toSend(partition.topic(), partition.partition(), row));
                }
            }
        }
        readBack.start();
    }

    @AfterEach
    void stop() {
        readBack.close();
        admin.close(Duration.ofSeconds(1));
    }

    @Test
    void whatIsNotDealtWithYetIsBoundedInAllAndGoesOnAsItIs() {
        // When
        partitions().forEach(partition -> readBack.attach(partition, 0, new Slow()));

        // Then
        await().untilAsserted(() -> assertThat(heldBytes.get()).isPositive());
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(20))
                .until(heldBytes::get, held -> held <= BOUND);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            for (Runnable done = dealtWith.poll(); done != null; done = dealtWith.poll()) {
                done.run();
            }
            return read.get() == FEEDS * EVENTS;
        });
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> all = new ArrayList<>();
        for (int partition = 0; partition < FEEDS; partition++) {
            all.add(new TopicPartition(topics.eventsName("large"), partition));
        }
        return all;
    }

    /** An owner that deals with what it is given when the test says so. */
    private final class Slow implements FeedReadBack.Listener {
        @Override
        public void onRecords(List<FeedRecord> records, long next, Runnable done) {
            long bytes = records.stream().mapToLong(row -> row.data().length).sum();
            heldBytes.addAndGet(bytes);
            read.addAndGet(records.size());
            dealtWith.add(() -> {
                heldBytes.addAndGet(-bytes);
                done.run();
            });
        }

        @Override
        public long known() {
            return 0;
        }

        @Override
        public void onOutOfRange() {
            throw new AssertionError("the log has lost its beginning");
        }

        @Override
        public void onLog(@Nullable LogStart log) {}
    }
}
