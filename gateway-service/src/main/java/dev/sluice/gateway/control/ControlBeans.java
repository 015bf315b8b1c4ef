package dev.sluice.gateway.control;

import dev.sluice.gateway.access.AccessTable;
import dev.sluice.gateway.access.Admission;
import dev.sluice.gateway.access.JwtVerifier;
import dev.sluice.gateway.access.Tickets;
import dev.sluice.kafka.KafkaConfig;
import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.NodeLog;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.service.config.KeyFiles;
import dev.sluice.service.node.NodeConfig;
import dev.sluice.service.node.NodeIdentity;
import dev.sluice.service.thread.ProcessExit;
import dev.sluice.service.thread.ServiceThreads;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/** What the configuration makes of the plain classes. */
class ControlBeans {
    @Produces
    @Singleton
    NodeIdentity identity(NodeConfig node) {
        return NodeIdentity.drawn(node);
    }

    @Produces
    @Singleton
    Admin admin(KafkaConnection kafka) {
        return Admin.create(kafka.asking("gateway-admin"));
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
    KafkaContact contact(KafkaContactConfig config) {
        return new KafkaContact(System::nanoTime, config.awayAfter());
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
        return Tickets.signedBy(KeyFiles.read("sluice.gateway.tickets.key-file", file));
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
            GatewayConfig gateway,
            AccessTable table,
            KafkaContact contact,
            ServiceThreads threads) {
        return new ControlPlane(
                kafka.asking("gateway-control"), admin, topics, gateway.environment(), table, contact, threads);
    }

    @Produces
    @Singleton
    TopicSetup topicSetup(Admin admin, KafkaConfig config) {
        return new TopicSetup(admin, config.replicationFactor(), config.createTopics());
    }

    @Produces
    @Singleton
    NodeLog nodeLog(KafkaConnection kafka, KafkaTopics topics, NodeIdentity identity) {
        return new NodeLog(kafka, topics.nodes(), identity.nodeId());
    }

    void close(@Disposes NodeLog log) {
        log.close();
    }

    @Produces
    @Singleton
    NodeAnnouncer announcer(
            NodeIdentity identity,
            NodeConfig node,
            GatewayConfig gateway,
            ControlPlane controlPlane,
            DataPlaneState dataPlane,
            NodeLog log,
            ServiceThreads threads) {
        return new NodeAnnouncer(
                identity, node.beat(), gateway.environment(), controlPlane, dataPlane, log::send, threads);
    }
}
