package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.KafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundedPollIT {
    private static final int MEBIBYTE = 1 << 20;
    private static final PollBounds BOUNDS = new PollBounds(100, 4 * MEBIBYTE);

    private final Map<String, Object> kafka =
            Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers());
    private final String topic = KafkaBroker.freshPrefix() + ".bounded";
    private final TopicPartition partition = new TopicPartition(topic, 0);
    private TailConsumer consumer;

    @BeforeEach
    void start() throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        consumer = new TailConsumer(kafka, BOUNDS, Map.of());
    }

    @AfterEach
    void stop() {
        consumer.close();
    }

    @Test
    void aPollOfRecordsThatCompressWellIsBoundedInUncompressedBytesAndLosesNone() {
        // Given: 64 MiB of events in some hundred KiB
        write(64, new byte[MEBIBYTE - 1024]);
        consumer.read(partition, 0);

        // When
        List<Long> offsets = new ArrayList<>();
        long most = 0;
        while (offsets.size() < 64) {
            ConsumerRecords<String, byte[]> rows = consumer.poll(Duration.ofSeconds(10));
            assertThat(rows.isEmpty()).isFalse();
            long bytes = 0;
            for (ConsumerRecord<String, byte[]> row : rows.records(partition)) {
                bytes += row.value().length;
                offsets.add(row.offset());
            }
            most = Math.max(most, bytes);
            assertThat(rows.nextOffsets())
                    .hasEntrySatisfying(
                            partition, next -> assertThat(next.offset()).isEqualTo(offsets.getLast() + 1));
        }

        // Then
        assertThat(offsets)
                .containsExactlyElementsOf(LongStream.range(0, 64).boxed().toList());
        assertThat(most).isLessThanOrEqualTo(BOUNDS.bytes() + (long) TailConsumer.STEP_RECORDS * MEBIBYTE);
    }

    @Test
    void smallRecordsComeTogetherUpToTheBound() {
        write(250, new byte[10]);
        consumer.read(partition, 0);

        List<Integer> counts = new ArrayList<>();
        List<Boolean> more = new ArrayList<>();
        for (int read = 0; read < 250; ) {
            int count = consumer.poll(Duration.ofSeconds(10)).count();
            read += count;
            counts.add(count);
            more.add(consumer.isBounded());
        }

        assertThat(counts).containsExactly(104, 104, 42);
        assertThat(more).containsExactly(true, true, false);
    }

    @Test
    void aWakeupInTheMiddleOfAPollLosesNoRecord() {
        write(2000, new byte[10]);
        consumer.read(partition, 0);

        List<Long> offsets = new ArrayList<>();
        while (offsets.size() < 2000) {
            Thread waker = Thread.ofVirtual().start(consumer::wakeup);
            try {
                consumer.poll(Duration.ofSeconds(10)).records(partition).forEach(row -> offsets.add(row.offset()));
            } catch (WakeupException _) {
                // nothing had been read
            }
            join(waker);
        }

        assertThat(offsets)
                .containsExactlyElementsOf(LongStream.range(0, 2000).boxed().toList());
    }

    @Test
    void aFailureAfterTheFirstRecordsIsThrownByTheNextPoll() throws Exception {
        write(TailConsumer.STEP_RECORDS, new byte[10]);
        consumer.read(partition, 0);
        TopicPartition cut = new TopicPartition(topic + ".cut", 0);
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(new NewTopic(cut.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
        consumer.read(cut, 1000); // beyond its end

        int read = 0;
        OffsetOutOfRangeException thrown = null;
        for (int i = 0; i < 100 && thrown == null; i++) {
            try {
                read += consumer.poll(Duration.ofSeconds(1)).count();
            } catch (OffsetOutOfRangeException outside) {
                thrown = outside;
            }
        }

        assertThat(thrown).isNotNull();
        assertThat(thrown.partitions()).containsExactly(cut);
        consumer.leave(cut);
        while (read < TailConsumer.STEP_RECORDS) {
            read += consumer.poll(Duration.ofSeconds(10)).count();
        }
        assertThat(read).isEqualTo(TailConsumer.STEP_RECORDS);
    }

    private void write(int count, byte[] value) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("compression.type", "lz4");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(topic, 0, "k", value));
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
