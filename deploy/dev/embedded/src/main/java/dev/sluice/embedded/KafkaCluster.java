package dev.sluice.embedded;

import static java.util.Objects.requireNonNull;

import dev.sluice.embedded.KafkaNode.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Three Kafka brokers on loopback ports, nodes 1 to 3, each in a process of its own: for tests that kill and freeze
 * them. They are the controllers, too, unless those are {@link #startWithControllersApart apart}. The processes end
 * with this JVM. For one thread.
 *
 * <p>Kafka's own topics have three replicas of which two must be in sync; other topics have what they are created with. A
 * dead broker's partitions have other leaders after about four seconds, some more if it was the controller.
 */
public final class KafkaCluster implements AutoCloseable {
    /** Brokers. */
    public static final int NODES = 3;

    /** The nodes that are controllers only, of a cluster whose controllers are apart. */
    public static final List<Integer> CONTROLLERS_APART = List.of(4, 5, 6);

    /**
     * Long enough for nodes that share two cores, short enough for clients that may pause for ten seconds. By default a
     * broker waits 30 s for the answer of a controller that is frozen, and is itself taken for dead meanwhile.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "broker.session.timeout.ms", "4000",
            "controller.socket.timeout.ms", "2000",
            "replica.socket.timeout.ms", "2000");

    private static final int ANSWER_MILLIS = 2_000;

    private final Path directory;
    private final Map<String, String> overrides;
    private final List<KafkaNode> nodes;
    private final Map<Integer, NodeProcess> processes = new HashMap<>();
    private final Map<Integer, FaultProxy> proxies = new HashMap<>();

    private KafkaCluster(Path directory, Map<String, String> overrides, List<KafkaNode> nodes) throws IOException {
        this.directory = directory.toAbsolutePath();
        this.nodes = nodes;
        this.overrides = new HashMap<>(SETTINGS);
        this.overrides.putAll(overrides);
        for (KafkaNode broker : brokers()) {
            proxies.put(broker.id(), FaultProxy.to(FreePorts.any()));
        }
    }

    /**
     * Returns when all nodes take requests, at most about a minute later.
     *
     * @param directory for the data and logs of all nodes, {@code node-1} and so on
     * @param overrides settings of every node
     */
    public static KafkaCluster start(Path directory, Map<String, String> overrides) throws IOException {
        return start(directory, overrides, brokers(Role.BOTH).toList());
    }

    /** Likewise, with three processes more, the {@link #CONTROLLERS_APART}: the brokers can run without them. */
    public static KafkaCluster startWithControllersApart(Path directory, Map<String, String> overrides)
            throws IOException {
        Stream<KafkaNode> controllers =
                CONTROLLERS_APART.stream().map(id -> KafkaNode.onFreePorts(id, Role.CONTROLLER));
        return start(
                directory,
                overrides,
                Stream.concat(brokers(Role.BROKER), controllers).toList());
    }

    private static Stream<KafkaNode> brokers(Role role) {
        return IntStream.rangeClosed(1, NODES).mapToObj(id -> KafkaNode.onFreePorts(id, role));
    }

    private static KafkaCluster start(Path directory, Map<String, String> overrides, List<KafkaNode> nodes)
            throws IOException {
        KafkaCluster cluster = new KafkaCluster(directory, overrides, nodes);
        try {
            for (KafkaNode node : cluster.nodes) {
                cluster.launch(node);
            }
            for (NodeProcess process : cluster.processes.values()) {
                process.awaitReady();
            }
            return cluster;
        } catch (IOException failed) {
            cluster.close();
            throw failed;
        }
    }

    /** Of all brokers, dead or alive. */
    public String bootstrapServers() {
        return brokers().stream().map(KafkaNode::server).collect(Collectors.joining(","));
    }

    /** The same brokers, by ways that lead through {@link #network}: a client that begins here stays on them. */
    public String proxiedServers() {
        return network().stream().map(proxy -> "127.0.0.1:" + proxy.port()).collect(Collectors.joining(","));
    }

    /** The ways to the brokers, which may be broken; the nodes themselves speak to each other beside them. */
    public Collection<FaultProxy> network() {
        return List.copyOf(proxies.values());
    }

    /** SIGKILL; returns when the process is gone. */
    public void kill(int node) {
        process(node).kill();
    }

    /** SIGSTOP: its connections stay, and no client is answered. */
    public void freeze(int node) throws IOException {
        process(node).signal("STOP");
    }

    public void thaw(int node) throws IOException {
        process(node).signal("CONT");
    }

    /**
     * Leaves no room for another byte in a node's files, as a full disk would; returns when it has given up, at most 30 s
     * later, at the next record for it. {@link #restart} finds the disk free again.
     */
    public void fillDisk(int node) throws IOException {
        process(node).fillDisk();
    }

    /** Starts killed nodes over their data, on their ports; returns when they take requests. */
    public void restart(Collection<Integer> killed) throws IOException {
        for (int node : killed) {
            if (process(node).isAlive()) {
                throw new IllegalStateException("node " + node + " runs");
            }
            launch(nodes.get(node - 1));
        }
        for (int node : killed) {
            process(node).awaitReady();
        }
    }

    /** Likewise, one of them. */
    public void restart(int killed) throws IOException {
        restart(List.of(killed));
    }

    /**
     * The node that leads a partition, as most nodes see it.
     *
     * @throws IllegalStateException it has no leader
     */
    public int leaderOf(String topic, int partition) throws ExecutionException, InterruptedException {
        Node leader = describe(topic, partition).leader();
        if (leader == null || leader.isEmpty()) {
            throw new IllegalStateException(topic + '-' + partition + " has no leader");
        }
        return leader.id();
    }

    /** The nodes that have all of a partition's acknowledged records. */
    public Set<Integer> inSync(String topic, int partition) throws ExecutionException, InterruptedException {
        return describe(topic, partition).isr().stream().map(Node::id).collect(Collectors.toUnmodifiableSet());
    }

    /** Kills all nodes. */
    @Override
    public void close() throws IOException {
        processes.values().forEach(NodeProcess::kill);
        for (FaultProxy proxy : proxies.values()) {
            proxy.close();
        }
    }

    private List<KafkaNode> brokers() {
        return nodes.stream().filter(node -> node.role().isBroker()).toList();
    }

    private void launch(KafkaNode node) throws IOException {
        Map<String, String> settings = new HashMap<>(overrides);
        FaultProxy proxy = proxies.get(node.id());
        if (proxy != null) {
            settings.putAll(BrokerSettings.secondListener(node, proxy.target(), proxy.port()));
        }
        processes.put(node.id(), NodeProcess.start(directory.resolve("node-" + node.id()), node, nodes, settings));
    }

    private NodeProcess process(int node) {
        return requireNonNull(processes.get(node), () -> "node is 1.." + nodes.size() + ", was " + node);
    }

    private TopicPartitionInfo describe(String topic, int partition) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS))) {
            return requireNonNull(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic))
                    .partitions()
                    .get(partition);
        }
    }
}
