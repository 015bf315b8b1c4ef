package dev.sluice.gateway.control;

import dev.sluice.gateway.access.AccessTable;
import dev.sluice.gateway.access.Admission;
import dev.sluice.gateway.access.JwtVerifier;
import dev.sluice.gateway.access.Tickets;
import dev.sluice.kafka.KafkaConnection;
import dev.sluice.model.secret.KeyFile;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.thread.ProcessExit;
import dev.sluice.service.thread.ServiceThreads;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.Config;

/** What the configuration makes of the plain classes. */
class ControlBeans {
    /** After so long without a response the next request is sent: a broker's fail-over is about as long. */
    private static final int KAFKA_ANSWER_MILLIS = (int) Duration.ofSeconds(3).toMillis();

    @Produces
    @Singleton
    NodeIdentity identity(NodeConfig node, GatewayConfig gateway) {
        return NodeIdentity.drawn(node.id(), gateway.environment());
    }

    @Produces
    @Singleton
    KafkaTopics topics(KafkaConfig config) {
        return new KafkaTopics(config.topicPrefix(), config.shards());
    }

    @Produces
    @Singleton
    KafkaConnection kafkaConnection(KafkaConfig kafka, Config config) {
        try {
            return KafkaConnection.configured(
                    kafka.bootstrapServers(), key -> config.getOptionalValue(key, String.class));
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException(wrong.getMessage()); // whose message alone is shown
        }
    }

    @Produces
    @Singleton
    Admin admin(KafkaConnection kafka) {
        return Admin.create(kafka.with(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG,
                "gateway-admin",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                KAFKA_ANSWER_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                KAFKA_ANSWER_MILLIS,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500)));
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
    KafkaContact contact() {
        return new KafkaContact(System::nanoTime);
    }

    @Produces
    @Singleton
    AccessTable accessTable() {
        return new AccessTable();
    }

    @Produces
    @Singleton
    Tickets tickets(TicketsConfig config) {
        return config.keyFile().map(ControlBeans::signedBy).orElseGet(Tickets::off);
    }

    private static Tickets signedBy(Path file) {
        String name = "sluice.gateway.tickets.key-file " + file;
        try {
            return Tickets.signedBy(KeyFile.of(Files.readAllLines(file), name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " cannot be read", unreadable);
        }
    }

    @Produces
    @Singleton
    Admission admission(AccessTable table, AccessConfig config, Tickets tickets) {
        return new Admission(table, new JwtVerifier(table, config.issuer().orElse(null)), tickets);
    }

    @Produces
    @Singleton
    ControlPlane controlPlane(
            KafkaConnection kafka,
            Admin admin,
            KafkaTopics topics,
            NodeIdentity identity,
            AccessTable table,
            KafkaContact contact,
            ServiceThreads threads) {
        Map<String, Object> settings = kafka.with(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "gateway-control",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                KAFKA_ANSWER_MILLIS,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                KAFKA_ANSWER_MILLIS,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500));
        return new ControlPlane(settings, admin, topics, identity.environment(), table, contact, threads);
    }

    @Produces
    @Singleton
    NodeAnnouncer announcer(
            NodeIdentity identity,
            ControlPlane controlPlane,
            DataPlaneState dataPlane,
            NodeReports reports,
            ServiceThreads threads) {
        return new NodeAnnouncer(identity, controlPlane, dataPlane, reports::send, threads);
    }
}
