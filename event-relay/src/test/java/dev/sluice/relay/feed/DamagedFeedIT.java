package dev.sluice.relay.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.embedded.BrokerLog;
import dev.sluice.embedded.EmbeddedKafka;
import dev.sluice.embedded.FreePorts;
import dev.sluice.kafka.EventRecords;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.relay.feed.RestorePoint.LogStart;
import dev.sluice.service.thread.ProcessExit;
import dev.sluice.service.thread.ServiceThreads;
import dev.sluice.testsupport.DamagedDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker's disk has damaged an event of one feed that a relay reads back, and of another it has not. */
class DamagedFeedIT {
    private static final Duration READ = Duration.ofSeconds(2);
    private static final Duration READ_AGAIN = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final KafkaTopics topics = new KafkaTopics("test", 1);
    private final TopicPartition sound = new TopicPartition(topics.eventsName("sound"), 0);
    private final TopicPartition damaged = new TopicPartition(topics.eventsName("damaged"), 0);
    private EmbeddedKafka kafka;
    private Admin admin;
    private KafkaProducer<String, byte[]> producer;
    private FeedReadBack readBack;

    @BeforeEach
    void start() throws Exception {
        BrokerLog.warningsOnly();
        kafka = new EmbeddedKafka(directory, FreePorts.any(), FreePorts.any(), Map.of());
        kafka.start();
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        admin = Admin.create(settings);
        TopicSetup setup = new TopicSetup(admin, 1, true);
        for (String api : List.of("sound", "damaged")) {
            setup.create(topics.events(api, 1, Duration.ofHours(1).toMillis(), 1L << 30));
        }
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        readBack = new FeedReadBack(settings, new LogMetadata(admin), new ServiceThreads(ProcessExit.halting()));
        readBack.start();
    }

    @AfterEach
    void stop() throws Exception {
        readBack.close();
        producer.close();
        admin.close();
        kafka.close();
    }

    @Test
    void itStopsItsOwnFeedAloneAndOnlyUntilItCanBeRead() throws Exception {
        // Given
        RecordedReads ofDamaged = new RecordedReads();
        RecordedReads ofSound = new RecordedReads();
        send(damaged, "before");
        send(damaged, "precious");
        DamagedDisk.alter(directory, damaged, "precious", "previous");

        // When
        readBack.attach(damaged, 0, ofDamaged);
        readBack.attach(sound, 0, ofSound);

        // Then
        await().untilAsserted(() -> assertThat(ofDamaged.data).containsExactly("before"));
        for (int i = 1; i <= 20; i++) {
            String data = "e" + i;
            send(sound, data);
            await().atMost(READ).until(() -> ofSound.data.contains(data));
        }
        assertThat(ofDamaged.data).containsExactly("before");
        DamagedDisk.alter(directory, damaged, "previous", "precious");
        await().atMost(READ_AGAIN)
                .untilAsserted(() -> assertThat(ofDamaged.data).containsExactly("before", "precious"));
    }

    private void send(TopicPartition partition, String data) throws Exception {
        FeedRecord event =
                FeedRecord.toCome(RecordKind.EVENT, "c", 0, "abcdefghij", 1, false, null, null, data.getBytes(UTF_8));
        producer.send(EventRecords.toSend(partition.topic(), partition.partition(), event))
                .get();
    }

    private static final class RecordedReads implements FeedReadBack.Listener {
        final List<String> data = new CopyOnWriteArrayList<>();

        @Override
        public void onRecords(List<FeedRecord> records, long next, Runnable done) {
            records.forEach(row -> data.add(new String(row.data(), UTF_8)));
            done.run();
        }

        @Override
        public long known() {
            return 0;
        }

        @Override
        public void onOutOfRange() {
            data.add("out of range");
        }

        @Override
        public void onLog(@Nullable LogStart log) {}
    }
}
