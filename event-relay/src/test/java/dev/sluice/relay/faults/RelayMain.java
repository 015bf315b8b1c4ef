package dev.sluice.relay.faults;

import dev.sluice.kafka.TableSettings;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.secret.KeyFile;
import dev.sluice.model.secret.SecretSeal;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.outbound.OutboundPolicy;
import dev.sluice.outbound.TlsFiles;
import dev.sluice.relay.backend.PullConfig;
import dev.sluice.relay.backend.Pulls;
import dev.sluice.relay.control.ApiDirectory;
import dev.sluice.relay.control.ControlLogs;
import dev.sluice.relay.demand.GatewayLife;
import dev.sluice.relay.feed.ChannelCaps;
import dev.sluice.relay.feed.ChannelTimes;
import dev.sluice.relay.feed.EventSender;
import dev.sluice.relay.feed.FeedReadBack;
import dev.sluice.relay.feed.LogMetadata;
import dev.sluice.relay.feed.RelayMeters;
import dev.sluice.relay.feed.TenureContext;
import dev.sluice.relay.shard.ShardGroup;
import dev.sluice.relay.shard.ShardSettings;
import dev.sluice.service.thread.ProcessExit;
import dev.sluice.service.thread.ServiceThreads;
import dev.sluice.testsupport.FixedTlsFiles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;

/** The relay's parts as the service puts them together, without the service around them: a process that starts fast. */
final class RelayMain implements AutoCloseable {
    private static final long CHANNEL_BYTES = 1 << 20;
    private static final long TOTAL_BYTES = 16 << 20;

    private final ControlLogs controlLogs;
    private final FeedReadBack readBack;
    private final EventSender sender;
    private final ShardGroup group;
    private final Admin admin;
    private final Vertx vertx = Vertx.vertx();

    /** @param kafka settings of all clients */
    RelayMain(
            Map<String, Object> kafka,
            KafkaTopics topics,
            String nodeId,
            Duration linger,
            Duration deliveryTimeout,
            int maxChannelsOfApi) {
        ServiceThreads threads = new ServiceThreads(ProcessExit.halting());
        ApiDirectory directory = new ApiDirectory();
        GatewayLife life = new GatewayLife(System::nanoTime);
        UnreadableRecords unreadable =
                new UnreadableRecords(List.of(topics.apis(), topics.nodes(), topics.demand(), topics.relayState()));
        admin = Admin.create(kafka);
        controlLogs = new ControlLogs(new TableSettings(kafka, admin, unreadable, threads), topics, directory, life);
        sender = new EventSender(kafka, deliveryTimeout, TOTAL_BYTES);
        LogMetadata metadata = new LogMetadata(admin);
        readBack = new FeedReadBack(kafka, metadata, threads);
        TenureContext context = new TenureContext(
                topics,
                nodeId,
                UUID.randomUUID().toString(),
                sender,
                readBack,
                metadata,
                new Pulls(
                        vertx,
                        OutboundPolicy.of(true, List.of()),
                        new QuickPulls(),
                        new SecretSeal(KeyFile.of(List.of(Installation.SECRET_KEY), "keys"), new SecureRandom()),
                        threads),
                soon(linger),
                CHANNEL_BYTES,
                new ChannelCaps(maxChannelsOfApi, Integer.MAX_VALUE),
                new RelayMeters(new SimpleMeterRegistry(), sender));
        group = new ShardGroup(
                new ShardSettings(kafka, topics.prefix(), unreadable, threads), context, directory, life);
    }

    /** What the service does every ten or twenty seconds, every one or two. */
    private static ChannelTimes soon(Duration linger) {
        return new ChannelTimes(linger, Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    private static Map<String, Object> kafka(String bootstrapServers, @Nullable String failPoint) {
        Map<String, Object> kafka = new HashMap<>();
        kafka.put("bootstrap.servers", bootstrapServers);
        kafka.put("reconnect.backoff.max.ms", 500);
        if (failPoint != null) {
            kafka.put("interceptor.classes", FailPoint.class.getName());
            kafka.put(FailPoint.SETTING, failPoint);
        }
        return kafka;
    }

    void start() throws InterruptedException {
        controlLogs.start();
        readBack.start();
        controlLogs.awaitCaughtUp();
        group.start();
    }

    @Override
    public void close() {
        group.close();
        readBack.close();
        controlLogs.close();
        sender.close();
        admin.close(Duration.ZERO);
        var unused = vertx.close();
    }

    /**
     * Arguments: bootstrap servers, prefix, shards, node id, linger and delivery timeout in milliseconds, channels of
     * an API.
     */
    public static void main(String[] args) throws InterruptedException {
        Handler console = new ConsoleHandler();
        console.setFormatter(new PatternFormatter("%d{HH:mm:ss.SSS} %p %c{1} (%t) %s%e%n"));
        Logger.getLogger("").addHandler(console);
        Logger.getLogger("org.apache.kafka").setLevel(Level.WARNING);
        KafkaTopics topics = new KafkaTopics(args[1], Integer.parseInt(args[2]));
        RelayMain relay = new RelayMain(
                kafka(args[0], System.getProperty(FailPoint.SETTING)),
                topics,
                args[3],
                Duration.ofMillis(Long.parseLong(args[4])),
                Duration.ofMillis(Long.parseLong(args[5])),
                Integer.parseInt(args[6]));
        Runtime.getRuntime().addShutdownHook(new Thread(relay::close));
        relay.start();
        new CountDownLatch(1).await();
    }

    /** A backend that drops us is asked again soon: tests wait for it. */
    private record QuickPulls() implements PullConfig {
        @Override
        public Backoff backoff() {
            return new QuickBackoff();
        }

        @Override
        public Backend backend() {
            return new PatientBackend();
        }

        @Override
        public TlsFiles tls() {
            return FixedTlsFiles.NONE;
        }
    }

    private record QuickBackoff() implements PullConfig.Backoff {
        @Override
        public Duration min() {
            return Duration.ofMillis(100);
        }

        @Override
        public Duration max() {
            return Duration.ofSeconds(1);
        }
    }

    private record PatientBackend() implements PullConfig.Backend {
        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration headTimeout() {
            return Duration.ofSeconds(30);
        }
    }
}
