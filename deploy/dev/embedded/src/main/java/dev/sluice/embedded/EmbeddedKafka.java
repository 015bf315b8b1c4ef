package dev.sluice.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka node, broker and controller in one, in this JVM, on loopback ports. Its directory is durable: a start over a
 * directory that was used before, on the same ports or others, has all topics and records again.
 *
 * <p>Alone it has no replicas, and Kafka leaves flushing to the operating system: a killed process loses nothing that was
 * acknowledged, a power loss may lose the last seconds. {@link #start} and {@link #close} are for one thread; both are
 * bounded, and an object that was closed may be started again. A broker that can no longer use its directory halts the
 * JVM.
 */
public final class EmbeddedKafka implements AutoCloseable {
    /** Settings with which a topic whose {@code segment.ms} is small is compacted within about a second. */
    public static final Map<String, String> FAST_COMPACTION = Map.of(
            "log.cleaner.backoff.ms", "200",
            "log.cleaner.min.cleanable.ratio", "0.01",
            "log.retention.check.interval.ms", "500");

    /** A fixed id: clusters never meet. */
    private static final String CLUSTER_ID = "c2x1aWNlLWVtYmVkZGVkLQ";

    private static final Duration MAX_STOP = Duration.ofSeconds(15);

    private final Path directory;
    private final KafkaNode self;
    private final List<KafkaNode> nodes;
    private final Map<String, String> overrides;
    private @Nullable KafkaRaftServer server;

    /** @param overrides broker settings that win over those chosen here, for example {@link #FAST_COMPACTION} */
    public EmbeddedKafka(Path directory, int port, int controllerPort, Map<String, String> overrides) {
        KafkaNode only = new KafkaNode(1, KafkaNode.Role.BOTH, port, controllerPort);
        this(directory, only, List.of(only), overrides);
    }

    /** @param nodes all of its cluster, this one too: it starts when most of their controllers do */
    EmbeddedKafka(Path directory, KafkaNode self, List<KafkaNode> nodes, Map<String, String> overrides) {
        this.directory = directory.toAbsolutePath();
        this.self = self;
        this.nodes = List.copyOf(nodes);
        this.overrides = Map.copyOf(overrides);
    }

    /** Has this run before a broker that can no longer use its directory halts the JVM. */
    public static void beforeHalt(Runnable lastWords) {
        Exit.setHaltProcedure((code, _) -> {
            try {
                lastWords.run();
            } finally {
                Runtime.getRuntime().halt(code);
            }
        });
    }

    /** Returns when the broker takes requests; at most about a minute. */
    public void start() throws IOException {
        if (server != null) {
            throw new IllegalStateException("Kafka on port " + self.port() + " is already started");
        }
        FreePorts.requireFree(self.port(), "Kafka");
        FreePorts.requireFree(self.controllerPort(), "Kafka's controller");
        Files.createDirectories(directory);
        format();
        KafkaRaftServer started = new KafkaRaftServer(
                KafkaConfig.fromProps(BrokerSettings.of(directory, self, nodes, overrides), false), Time.SYSTEM);
        started.startup();
        server = started;
    }

    /** Leaves the directory as a clean start wants it; throws if that takes longer than 15 s. */
    @Override
    public void close() {
        KafkaRaftServer running = server;
        if (running == null) {
            return;
        }
        server = null;
        Thread stopping = Thread.ofPlatform().daemon().name("kafka-stop").start(() -> {
            running.shutdown();
            running.awaitShutdown();
        });
        try {
            if (!stopping.join(MAX_STOP)) {
                throw new IllegalStateException(
                        "Kafka on port " + self.port() + " did not stop within " + MAX_STOP.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka on port " + self.port() + " was stopping", e);
        }
    }

    public String bootstrapServers() {
        return self.server();
    }

    private void format() {
        PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Formatter formatter = new Formatter()
                .setNodeId(self.id())
                .setClusterId(CLUSTER_ID)
                .setControllerListenerName("CONTROLLER")
                .setDirectories(List.of(directory.toString()))
                .setMetadataLogDirectory(directory.toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setIgnoreFormatted(true)
                .setPrintStream(quiet);
        try {
            formatter.run();
        } catch (Exception e) { // Formatter.run declares no narrower one
            throw new IllegalStateException("Kafka cannot prepare " + directory + ": " + e.getMessage(), e);
        }
    }
}
