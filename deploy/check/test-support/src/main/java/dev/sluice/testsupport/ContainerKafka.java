package dev.sluice.testsupport;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** One Kafka broker in a container; it goes with this JVM. Another image: {@code -Dsluice.it.kafka-image=...}. */
final class ContainerKafka {
    private static final String OFFICIAL = "apache/kafka";

    private ContainerKafka() {}

    /**
     * Starts it and answers its bootstrap servers.
     *
     * @param settings broker settings under their names in {@code server.properties}
     */
    @SuppressWarnings("resource") // stopped with the JVM
    static String start(Map<String, String> settings) {
        KafkaContainer kafka = new KafkaContainer(
                DockerImageName.parse(TestServers.KAFKA_IMAGE).asCompatibleSubstituteFor(OFFICIAL));
        settings.forEach((key, value) -> kafka.withEnv(variable(key), value));
        kafka.withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.start();
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop, "stop-kafka"));
        awaitAnswer(kafka.getBootstrapServers());
        return kafka.getBootstrapServers();
    }

    /** Tests bound their requests to seconds, and the first of a cold broker and a cold client may take longer. */
    private static void awaitAnswer(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.listTopics().names().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka in its container does not answer at " + bootstrapServers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before Kafka answered at " + bootstrapServers, e);
        }
    }

    /** The image's rule for names of settings. */
    private static String variable(String setting) {
        return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
