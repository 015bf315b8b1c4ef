package dev.sluice.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** What a node of ours is started with, under the names of {@code server.properties}. */
final class BrokerSettings {
    private static final int MAX_REPLICAS = 3;
    private static final String PROTOCOLS = "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT";

    private BrokerSettings() {}

    /**
     * @param nodes all of the cluster, this one too
     * @param overrides win over everything that is chosen here
     */
    static Properties of(Path directory, KafkaNode self, List<KafkaNode> nodes, Map<String, String> overrides) {
        Properties settings = new Properties();
        settings.put("process.roles", roles(self));
        settings.put("node.id", String.valueOf(self.id()));
        settings.put(
                "controller.quorum.voters",
                nodes.stream()
                        .filter(node -> node.role().isController())
                        .map(KafkaNode::voter)
                        .collect(Collectors.joining(",")));
        settings.put("listeners", listeners(self));
        if (self.role().isBroker()) {
            settings.put("advertised.listeners", advertised(self));
        }
        settings.put("listener.security.protocol.map", PROTOCOLS);
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", directory.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("unclean.leader.election.enable", "false");
        long brokers = nodes.stream().filter(node -> node.role().isBroker()).count();
        long replicas = Math.min(MAX_REPLICAS, brokers);
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", String.valueOf(replicas));
        }
        String inSync = String.valueOf(Math.max(1, replicas - 1));
        settings.put("transaction.state.log.min.isr", inSync);
        settings.put("share.coordinator.state.topic.min.isr", inSync);
        settings.put("offsets.topic.num.partitions", "3");
        settings.put("transaction.state.log.num.partitions", "3");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // After a kill the controller takes the new node in only when the old one's session is over, and is asked at
        // 0.1, 0.3, 0.7, 1.5, 3.1, 6.3, 12.7 s. The default session, 9 s, makes such a start last 13 s.
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

    /** Overrides with which a node listens on one port more, and sends its clients there to another one. */
    static Map<String, String> secondListener(KafkaNode self, int port, int advertisedPort) {
        return Map.of(
                "listeners", listeners(self) + ",SECOND://127.0.0.1:" + port,
                "advertised.listeners", advertised(self) + ",SECOND://127.0.0.1:" + advertisedPort,
                "listener.security.protocol.map", PROTOCOLS + ",SECOND:PLAINTEXT");
    }

    private static String roles(KafkaNode self) {
        return switch (self.role()) {
            case BROKER -> "broker";
            case CONTROLLER -> "controller";
            case BOTH -> "broker,controller";
        };
    }

    private static String listeners(KafkaNode self) {
        String broker = "BROKER://" + self.server();
        String controller = "CONTROLLER://127.0.0.1:" + self.controllerPort();
        return switch (self.role()) {
            case BROKER -> broker;
            case CONTROLLER -> controller;
            case BOTH -> broker + ',' + controller;
        };
    }

    private static String advertised(KafkaNode self) {
        return "BROKER://" + self.server();
    }
}
