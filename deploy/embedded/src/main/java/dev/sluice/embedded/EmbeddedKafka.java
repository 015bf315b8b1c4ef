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
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka node, broker and controller in one, in this JVM, on loopback ports. Its directory is durable: a start over a
 * directory that was used before, on the same ports or others, has all topics and records again.
 *
 * <p>There is no replication, and Kafka leaves flushing to the operating system: a killed process loses nothing that was
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

    private static final int NODE_ID = 1;
    /** A fixed id: a directory is one node's whole cluster and never meets another. */
    private static final String CLUSTER_ID = "c2x1aWNlLWVtYmVkZGVkLQ";

    private static final Duration MAX_STOP = Duration.ofSeconds(15);

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private final Map<String, String> overrides;
    private @Nullable KafkaRaftServer server;

    /** @param overrides broker settings that win over those chosen here, for example {@link #FAST_COMPACTION} */
    public EmbeddedKafka(Path directory, int port, int controllerPort, Map<String, String> overrides) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.controllerPort = controllerPort;
        this.overrides = Map.copyOf(overrides);
    }

    /** Returns when the broker takes requests; at most about a minute. */
    public void start() throws IOException {
        if (server != null) {
            throw new IllegalStateException("Kafka on port " + port + " is already started");
        }
        FreePorts.requireFree(port, "Kafka");
        FreePorts.requireFree(controllerPort, "Kafka's controller");
        Files.createDirectories(directory);
        format();
        KafkaRaftServer started = new KafkaRaftServer(KafkaConfig.fromProps(settings(), false), Time.SYSTEM);
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
                        "Kafka on port " + port + " did not stop within " + MAX_STOP.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka on port " + port + " was stopping", e);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    private void format() {
        PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Formatter formatter = new Formatter()
                .setNodeId(NODE_ID)
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

    private Properties settings() {
        Properties settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        settings.put("listeners", "BROKER://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "BROKER://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", directory.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("unclean.leader.election.enable", "false");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("offsets.topic.num.partitions", "3");
        settings.put("transaction.state.log.num.partitions", "3");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // After a kill the controller takes the new node in only when the old one's session is over, and is asked at
        // 0.1, 0.3,
        // 0.7, 1.5, 3.1, 6.3, 12.7 s. The default session, 9 s, makes such a start last 13 s.
        settings.put("broker.session.timeout.ms", "2500");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("num.recovery.threads.per.data.dir", "2");
        // An API may keep its events for seconds only; the default looks every five minutes.
        settings.put("log.retention.check.interval.ms", "5000");
        settings.put("log.cleaner.threads", "1");
        // The default takes 128 MiB of heap.
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.putAll(overrides);
        return settings;
    }
}
