package dev.sluice.relay.ops;

import dev.sluice.kafka.KafkaConfig;
import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.TableSettings;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.secret.SecretSeal;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.outbound.OutboundPolicy;
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
import dev.sluice.service.config.KeyFiles;
import dev.sluice.service.node.NodeConfig;
import dev.sluice.service.node.NodeIdentity;
import dev.sluice.service.thread.ProcessExit;
import dev.sluice.service.thread.ServiceThreads;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** What the configuration makes of the plain classes. */
class RelayBeans {
    private static Map<String, Object> settings(KafkaConnection kafka) {
        return kafka.with(Map.of("reconnect.backoff.max.ms", 500));
    }

    @Produces
    @Singleton
    NodeIdentity identity(NodeConfig node) {
        return NodeIdentity.drawn(node);
    }

    @Produces
    @Singleton
    Admin admin(KafkaConnection kafka) {
        return Admin.create(kafka.asking("relay-admin"));
    }

    void close(@Disposes Admin admin) {
        admin.close(Duration.ZERO);
    }

    @Produces
    @Singleton
    ServiceThreads threads() {
        return new ServiceThreads(ProcessExit.halting());
    }

    @Produces
    @Singleton
    GatewayLife gatewayLife() {
        return new GatewayLife(System::nanoTime);
    }

    @Produces
    @Singleton
    ApiDirectory directory() {
        return new ApiDirectory();
    }

    @Produces
    @Singleton
    ControlLogs controlLogs(
            KafkaConnection kafka,
            Admin admin,
            KafkaTopics topics,
            ApiDirectory directory,
            GatewayLife life,
            UnreadableRecords unreadable,
            ServiceThreads threads) {
        return new ControlLogs(
                new TableSettings(kafka.asking("relay-control"), admin, unreadable, threads), topics, directory, life);
    }

    @Produces
    @Singleton
    UnreadableRecords unreadable(KafkaTopics topics, MeterRegistry registry) {
        return RelayMeters.unreadableRecords(registry, topics);
    }

    @Produces
    @Singleton
    EventSender sender(KafkaConnection kafka, RelayConfig relay) {
        return new EventSender(
                settings(kafka), relay.kafka().deliveryTimeout(), relay.buffer().totalBytes());
    }

    @Produces
    @Singleton
    LogMetadata metadata(Admin admin) {
        return new LogMetadata(admin);
    }

    @Produces
    @Singleton
    FeedReadBack readBack(KafkaConnection kafka, LogMetadata metadata, ServiceThreads threads) {
        return new FeedReadBack(settings(kafka), metadata, threads);
    }

    @Produces
    @Singleton
    Pulls pulls(Vertx vertx, RelayConfig relay, PullConfig pull, SecretsConfig secrets, ServiceThreads threads) {
        return new Pulls(
                vertx,
                OutboundPolicy.of(
                        relay.outbound().allowPrivate(),
                        relay.outbound().allow().orElse(List.of())),
                pull,
                secrets.keyFile().map(RelayBeans::seal).orElse(null),
                threads);
    }

    private static SecretSeal seal(Path file) {
        return new SecretSeal(KeyFiles.read("sluice.secrets.key-file", file), new SecureRandom());
    }

    @Produces
    @Singleton
    ShardGroup group(
            KafkaConnection kafka,
            KafkaConfig config,
            KafkaTopics topics,
            RelayConfig relay,
            NodeIdentity identity,
            EventSender sender,
            FeedReadBack readBack,
            LogMetadata metadata,
            Pulls pulls,
            ApiDirectory directory,
            GatewayLife life,
            MeterRegistry registry,
            UnreadableRecords unreadable,
            ServiceThreads threads) {
        TenureContext context = new TenureContext(
                topics,
                identity.nodeId(),
                identity.incarnation(),
                sender,
                readBack,
                metadata,
                pulls,
                ChannelTimes.of(relay.demand().linger()),
                relay.buffer().channelBytes(),
                new ChannelCaps(relay.channels().maxPerApi(), relay.channels().max()),
                new RelayMeters(registry, sender));
        ShardSettings settings = new ShardSettings(settings(kafka), config.topicPrefix(), unreadable, threads);
        return new ShardGroup(settings, context, directory, life);
    }
}
