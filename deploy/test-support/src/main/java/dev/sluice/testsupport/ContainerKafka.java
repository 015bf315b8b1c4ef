package dev.sluice.testsupport;

import java.util.Locale;
import java.util.Map;
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
        return kafka.getBootstrapServers();
    }

    /** The image's rule for names of settings. */
    private static String variable(String setting) {
        return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
