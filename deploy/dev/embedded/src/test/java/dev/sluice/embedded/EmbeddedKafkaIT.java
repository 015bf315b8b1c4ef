package dev.sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedKafkaIT {
    private static final String TOPIC = "kept";

    @TempDir
    Path directory;

    /** A JVM that sends 100 records, says so, and then waits to be killed. */
    static final class Doomed {
        private Doomed() {}

        public static void main(String[] arguments) throws Exception {
            BrokerLog.warningsOnly();
            EmbeddedKafka kafka = new EmbeddedKafka(Path.of(arguments[0]), FreePorts.any(), FreePorts.any(), Map.of());
            kafka.start();
            createTopic(kafka, Map.of());
            send(kafka, 100);
            System.out.println("sent");
            System.in.read();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterItsJvmWasKilled() throws Exception {
        // Given
        Process doomed = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Doomed.class.getName(),
                        directory.resolve("kafka").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(doomed.inputReader().readLine()).isEqualTo("sent");

        // When
        doomed.destroyForcibly().waitFor();

        // Then
        try (EmbeddedKafka kafka = start(Map.of())) {
            assertThat(read(kafka, 100)).hasSize(100);
        }
    }

    @BeforeAll
    static void quiet() {
        BrokerLog.warningsOnly();
    }

    @Test
    void aRestartOverTheSameDirectoryOnOtherPortsHasEveryRecordAgain() throws Exception {
        // Given
        try (EmbeddedKafka first = start(Map.of())) {
            createTopic(first, Map.of());
            send(first, 100);
        }

        // When
        try (EmbeddedKafka second = start(Map.of())) {

            // Then
            assertThat(read(second, 100)).hasSize(100).startsWith("0").endsWith("99");
            send(second, 1);
            assertThat(read(second, 101)).hasSize(101);
        }
    }

    @Test
    void theSameObjectCanBeStartedAgain() throws Exception {
        // Given
        EmbeddedKafka kafka = start(Map.of());
        createTopic(kafka, Map.of());
        kafka.close();

        // When
        kafka.start();

        // Then
        try (kafka) {
            send(kafka, 3);
            assertThat(read(kafka, 3)).containsExactly("0", "1", "2");
        }
    }

    @Test
    void withFastCompactionOldValuesOfAKeyGoWithinSeconds() throws Exception {
        // Given
        try (EmbeddedKafka kafka = start(EmbeddedKafka.FAST_COMPACTION)) {
            createTopic(kafka, Map.of("cleanup.policy", "compact", "segment.ms", "500"));
            send(kafka, 50);

            // When
            int left = 50;
            for (int attempt = 0; left >= 50 && attempt < 100; attempt++) {
                send(kafka, 1); // once the segment is old enough this closes it, and only closed ones are compacted
                left = readToEnd(kafka).size();
            }

            // Then
            assertThat(left).isLessThan(50);
        }
    }

    @Test
    void aBusyPortIsNamed() throws IOException {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedKafka kafka = new EmbeddedKafka(directory, taken.getLocalPort(), FreePorts.any(), Map.of());

            // When // Then
            assertThatThrownBy(kafka::start)
                    .hasMessageContaining("Kafka cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void theBrokerLogsToTheFileThatWasGiven() throws Exception {
        // Given
        Path log = directory.resolve("logs/kafka.log");
        BrokerLog.toFile(log);

        // When
        start(Map.of()).close();

        // Then
        assertThat(Files.readString(log)).contains("Kafka Server started").contains("shut down completed");
    }

    private EmbeddedKafka start(Map<String, String> settings) throws IOException {
        EmbeddedKafka kafka = new EmbeddedKafka(directory.resolve("kafka"), FreePorts.any(), FreePorts.any(), settings);
        kafka.start();
        return kafka;
    }

    private static void createTopic(EmbeddedKafka kafka, Map<String, String> settings)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1).configs(settings)))
                    .all()
                    .get();
        }
    }

    private static void send(EmbeddedKafka kafka, int count) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(TOPIC, "key", String.valueOf(i)))
                        .get();
            }
        }
    }

    private static List<String> read(EmbeddedKafka kafka, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer(kafka)) {
            while (values.size() < count) {
                consumer.poll(Duration.ofSeconds(1)).forEach(consumed -> values.add(consumed.value()));
            }
        }
        return values;
    }

    private static List<String> readToEnd(EmbeddedKafka kafka) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer(kafka)) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            long end =
                    consumer.endOffsets(List.of(partition)).values().iterator().next();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(300)).forEach(consumed -> values.add(consumed.value()));
            }
        }
        return values;
    }

    private static KafkaConsumer<String, String> consumer(EmbeddedKafka kafka) {
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer());
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        return consumer;
    }
}
