package dev.sluice.testsupport;

import dev.sluice.embedded.BrokerLog;
import dev.sluice.embedded.EmbeddedKafka;
import dev.sluice.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The Kafka broker of this test JVM: one, started when first asked for, shared by all test classes, gone with the JVM. Test
 * classes keep apart by the prefix of their topics. Any thread may ask.
 *
 * <p>It has one node, so a replication factor of 1, and compacts a topic within about a second once its segments are closed
 * (set the topic's {@code segment.ms}). A test that stops or breaks the broker takes an {@link EmbeddedKafka} of its own.
 */
public final class KafkaBroker {
    private final String bootstrapServers;

    private KafkaBroker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    public static KafkaBroker shared() {
        return new KafkaBroker(OnePerJvm.ask(RunningBroker.class, "bootstrapServers", String.class));
    }

    /** A prefix for {@code sluice.kafka.topic-prefix} that no other test has. */
    public static String freshPrefix() {
        return "test-" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The broker itself; only the copy in the system class loader is ever initialised. */
    private static final class RunningBroker {
        private static final String SERVERS =
                TestServers.areContainers() ? ContainerKafka.start(settings()) : startEmbedded();

        private RunningBroker() {}

        static String bootstrapServers() {
            return SERVERS;
        }

        private static String startEmbedded() {
            try {
                BrokerLog.warningsOnly();
                Path directory = TestDirectory.fresh("kafka");
                EmbeddedKafka kafka = new EmbeddedKafka(directory, FreePorts.any(), FreePorts.any(), settings());
                kafka.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(kafka, directory), "stop-kafka"));
                return kafka.bootstrapServers();
            } catch (IOException e) {
                throw new UncheckedIOException("Kafka for the tests did not start", e);
            }
        }

        private static Map<String, String> settings() {
            Map<String, String> settings = new HashMap<>(EmbeddedKafka.FAST_COMPACTION);
            // Nothing waits for a restart after a kill here, and a busy build machine may hold a heartbeat up for
            // seconds.
            settings.put("broker.session.timeout.ms", "18000");
            return settings;
        }

        private static void stop(EmbeddedKafka kafka, Path directory) {
            try {
                kafka.close();
                TestDirectory.delete(directory);
            } catch (IOException e) {
                throw new UncheckedIOException("files of the tests' Kafka are not removed", e);
            }
        }
    }
}
