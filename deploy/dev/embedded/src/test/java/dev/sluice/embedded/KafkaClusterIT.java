package dev.sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
@Timeout(180)
class KafkaClusterIT {
    private static final int BATCH = 20;
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    static Path directory;

    private static KafkaCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        BrokerLog.warningsOnly();
        cluster = KafkaCluster.start(directory, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @Test
    void whatWasAcknowledgedSurvivesTheDeathOfAnyOneNode() throws Exception {
        // Given
        createTopic("kept");
        int sent = 0;
        for (int node = 1; node <= KafkaCluster.NODES; node++) {
            send("kept", sent, BATCH);

            // When
            cluster.kill(node);
            send("kept", sent + BATCH, BATCH);
            sent += 2 * BATCH;

            // Then
            assertThat(read("kept", sent)).hasSize(sent).doesNotHaveDuplicates().endsWith(String.valueOf(sent - 1));
            cluster.restart(node);
            awaitAllInSync("kept");
        }
    }

    @Test
    void aFrozenLeaderIsReplacedAndFollowsWhenItThaws() throws Exception {
        // Given
        createTopic("frozen");
        int leader = cluster.leaderOf("frozen", 0);

        // When
        cluster.freeze(leader);
        send("frozen", 0, BATCH);

        // Then
        assertThat(cluster.leaderOf("frozen", 0)).isNotEqualTo(leader);
        cluster.thaw(leader);
        awaitAllInSync("frozen");
        assertThat(read("frozen", BATCH)).hasSize(BATCH);
    }

    @Test
    void whoComesThroughTheNetworkWaitsWhileItIsBroken() throws Exception {
        // Given
        createTopic("cut");
        try (KafkaProducer<String, String> cut = producer(cluster.proxiedServers())) {
            cut.send(new ProducerRecord<>("cut", "key", "0")).get();

            // When
            cluster.network().forEach(FaultProxy::hold);
            Future<?> held = cut.send(new ProducerRecord<>("cut", "key", "2"));
            send("cut", 1, 1);

            // Then
            assertThat(read("cut", 2)).containsExactly("0", "1");
            assertThat(held.isDone()).isFalse();
            cluster.network().forEach(FaultProxy::mend);
            held.get();
            assertThat(read("cut", 3)).containsExactly("0", "1", "2");
        }
    }

    private static void awaitAllInSync(String topic) {
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(cluster.inSync(topic, 0)).isEqualTo(Set.of(1, 2, 3)));
    }

    private static void createTopic(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            NewTopic wanted =
                    new NewTopic(topic, 1, (short) KafkaCluster.NODES).configs(Map.of("min.insync.replicas", "2"));
            admin.createTopics(List.of(wanted)).all().get();
        }
        awaitAllInSync(topic);
    }

    private static void send(String topic, int first, int count) throws Exception {
        try (KafkaProducer<String, String> producer = producer(cluster.bootstrapServers())) {
            for (int i = first; i < first + count; i++) {
                producer.send(new ProducerRecord<>(topic, "key", String.valueOf(i)))
                        .get();
            }
        }
    }

    private static KafkaProducer<String, String> producer(String servers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all", "request.timeout.ms", 2000),
                new StringSerializer(),
                new StringSerializer());
    }

    private static List<String> read(String topic, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (values.size() < count) {
                consumer.poll(Duration.ofSeconds(1)).forEach(consumed -> values.add(consumed.value()));
            }
        }
        return values;
    }
}
