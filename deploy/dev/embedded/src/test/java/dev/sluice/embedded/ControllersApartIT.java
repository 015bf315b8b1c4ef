package dev.sluice.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("faults")
@Timeout(180)
class ControllersApartIT {
    private static final int PATIENCE_MILLIS = 5_000;

    @TempDir
    static Path directory;

    @Test
    void withoutTheMajorityOfItsControllersAClusterTakesRecordsAndMakesNoTopics() throws Exception {
        // Given
        BrokerLog.warningsOnly();
        List<Integer> majority = KafkaCluster.CONTROLLERS_APART.subList(0, 2);
        try (KafkaCluster cluster = KafkaCluster.startWithControllersApart(directory, Map.of());
                Admin admin = Admin.create(settings(cluster));
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(settings(cluster), new StringSerializer(), new StringSerializer())) {
            create(admin, "before");
            send(producer, "before");

            // When
            majority.forEach(cluster::kill);

            // Then
            send(producer, "before");
            assertThatThrownBy(() -> create(admin, "meanwhile")).hasCauseInstanceOf(TimeoutException.class);
            assertThat(admin.listTopics().names().get()).contains("before").doesNotContain("meanwhile");
            cluster.restart(majority);
            create(admin, "after");
            send(producer, "after");
        }
    }

    private static Map<String, Object> settings(KafkaCluster cluster) {
        return Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "request.timeout.ms",
                PATIENCE_MILLIS / 2,
                "default.api.timeout.ms",
                PATIENCE_MILLIS,
                "delivery.timeout.ms",
                PATIENCE_MILLIS);
    }

    private static void create(Admin admin, String topic) throws ExecutionException, InterruptedException {
        NewTopic wanted = new NewTopic(topic, 1, (short) KafkaCluster.NODES);
        admin.createTopics(List.of(wanted)).all().get();
    }

    private static void send(KafkaProducer<String, String> producer, String topic)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, "key", "value")).get();
    }
}
