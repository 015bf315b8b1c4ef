package dev.sluice.acceptance;

import static org.awaitility.Awaitility.await;

import dev.sluice.backend.BackendServer;
import dev.sluice.client.Answer;
import dev.sluice.embedded.KafkaCluster;
import dev.sluice.embedded.LocalCertificate;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.testsupport.installation.TestApi;
import dev.sluice.testsupport.installation.TestPublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * Two relays and two gateways, each a process, over three brokers, each topic with three replicas; and the sample
 * backend in this JVM. What dies is not started again. Unless a test starts a publisher, what it would write is written
 * here.
 */
final class ClusterSystem implements AutoCloseable {
    static final String PREFIX = "sluice";
    private static final int SHARDS = 16;
    private static final int BAD_REQUEST = 400;

    /** Of what arrives, one in so many was lost at first. */
    private static final int LOST_ONE_IN = 50;

    private static final int MOST_LATE_MILLIS = 20;
    private static final int LEAST_RESENT_MILLIS = 200;
    private static final int MOST_RESENT_MILLIS = 1_000;

    private final KafkaCluster kafka;
    private final BackendServer backend;
    private final Set<String> proxied;
    private final TestPublisher publisher;
    private final List<ServiceProcess> relays = new ArrayList<>();
    private final List<ServiceProcess> gateways = new ArrayList<>();

    private ClusterSystem(KafkaCluster kafka, BackendServer backend, Set<String> proxied)
            throws ExecutionException, InterruptedException {
        this.kafka = kafka;
        this.backend = backend;
        this.proxied = Set.copyOf(proxied);
        this.publisher = new TestPublisher(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new KafkaTopics(PREFIX, SHARDS),
                KafkaCluster.NODES);
    }

    /**
     * Returns when everything is ready.
     *
     * @param directory of the brokers
     * @param proxied the nodes, such as {@code relay-1}, whose way to Kafka is {@link KafkaCluster#network}
     */
    static ClusterSystem start(Path directory, Set<String> proxied) throws Exception {
        return start(KafkaCluster.start(directory, Map.of()), proxied);
    }

    /** Likewise over these brokers, which end with it. */
    static ClusterSystem start(KafkaCluster kafka, Set<String> proxied) throws Exception {
        ClusterSystem system = new ClusterSystem(kafka, BackendServer.on(0), proxied);
        try {
            List<CompletableFuture<ServiceProcess>> relays =
                    List.of(system.begin("event-relay", "relay-1"), system.begin("event-relay", "relay-2"));
            List<CompletableFuture<ServiceProcess>> gateways =
                    List.of(system.begin("gateway-service", "gateway-1"), system.begin("gateway-service", "gateway-2"));
            relays.forEach(relay -> system.relays.add(relay.join()));
            gateways.forEach(gateway -> system.gateways.add(gateway.join()));
            return system;
        } catch (RuntimeException failed) {
            system.close();
            throw failed;
        }
    }

    KafkaCluster kafka() {
        return kafka;
    }

    /** In the order of their numbers. */
    List<URI> gateways() {
        return gateways.stream()
                .map(gateway -> URI.create("http://localhost:" + gateway.dataPlane()))
                .toList();
    }

    /** Returns what the services say of themselves that are not live, as an orchestrator would ask them. */
    List<String> notLive() {
        return Stream.concat(relays.stream(), gateways.stream())
                .map(service -> Rest.send("GET", service.url().resolve("/q/health/live"), null, null))
                .filter(answer -> answer.status() != 200)
                .map(Answer::text)
                .toList();
    }

    URI backend() {
        return URI.create("http://127.0.0.1:" + backend.port());
    }

    /** From now on the ways of the proxied nodes to Kafka are as slow as those on which packets are late and lost. */
    void losePackets(Random random) {
        kafka.network()
                .forEach(way -> way.delay(() -> random.nextInt(LOST_ONE_IN) == 0
                        ? random.nextInt(LEAST_RESENT_MILLIS, MOST_RESENT_MILLIS)
                        : random.nextInt(MOST_LATE_MILLIS)));
    }

    static String eventsTopic(String apiId) {
        return new KafkaTopics(PREFIX, SHARDS).eventsName(apiId);
    }

    /** Starts one relay more; the caller closes it. */
    ServiceProcess anotherRelay(String nodeId) throws IOException {
        return launch("event-relay", nodeId);
    }

    /** Starts a publisher; the caller closes it. */
    ServiceProcess publisher(LocalCertificate tls) throws IOException {
        return ServiceProcess.publisher(
                kafka.bootstrapServers(), PREFIX, tls, Map.of("sluice.kafka.replication-factor", "3"));
    }

    /** Deploys an API of the backend whose one topic, every path, is open to all; returns when both gateways serve it. */
    Load.Target deploy(int feeds) throws ExecutionException, InterruptedException {
        ApiRecord api = new TestApi(UUID.randomUUID().toString())
                .partitions(feeds)
                .backend(TestApi.backend(backend().toString()))
                .deployed();
        publisher.createEvents(api.apiId(), feeds);
        publisher.deploy(api);
        for (URI gateway : gateways()) {
            // Who knows the API refuses this start, and pulls nothing for it.
            URI unreadable = gateway.resolve(api.basePath() + "/any?since=never");
            await(unreadable + " is known")
                    .until(() -> Rest.send("GET", unreadable, null, null).status() == BAD_REQUEST);
        }
        return new Load.Target(api.apiId(), feeds, api.basePath(), null);
    }

    @Override
    public void close() throws IOException {
        gateways.forEach(ServiceProcess::kill);
        relays.forEach(ServiceProcess::kill);
        publisher.close();
        kafka.close();
        backend.close();
    }

    private CompletableFuture<ServiceProcess> begin(String module, String nodeId) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return launch(module, nodeId);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private ServiceProcess launch(String module, String nodeId) throws IOException {
        String servers = proxied.contains(nodeId) ? kafka.proxiedServers() : kafka.bootstrapServers();
        Map<String, String> settings = module.equals("event-relay")
                ? Map.of("sluice.kafka.replication-factor", "3", "sluice.relay.outbound.allow-private", "true")
                : Map.of("sluice.kafka.replication-factor", "3");
        return ServiceProcess.start(module, nodeId, servers, PREFIX, settings, Map.of());
    }
}
