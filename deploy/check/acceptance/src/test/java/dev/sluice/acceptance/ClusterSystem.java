package dev.sluice.acceptance;

import static org.awaitility.Awaitility.await;

import dev.sluice.backend.BackendServer;
import dev.sluice.client.Answer;
import dev.sluice.embedded.KafkaCluster;
import dev.sluice.embedded.LocalCertificate;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.api.ApiAuth;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.Cors;
import dev.sluice.model.api.Endpoint;
import dev.sluice.model.api.EndpointSecurity;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.api.RevisionRef;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.api.Transport;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
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
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

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
    private final List<ServiceProcess> relays = new ArrayList<>();
    private final List<ServiceProcess> gateways = new ArrayList<>();

    private ClusterSystem(KafkaCluster kafka, BackendServer backend, Set<String> proxied) {
        this.kafka = kafka;
        this.backend = backend;
        this.proxied = Set.copyOf(proxied);
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
            system.createTopics();
            List<CompletableFuture<ServiceProcess>> relays =
                    List.of(system.begin("event-relay", "relay-1"), system.begin("event-relay", "relay-2"));
            List<CompletableFuture<ServiceProcess>> gateways =
                    List.of(system.begin("gateway-service", "gateway-1"), system.begin("gateway-service", "gateway-2"));
            relays.forEach(relay -> system.relays.add(relay.join()));
            gateways.forEach(gateway -> system.gateways.add(gateway.join()));
            return system;
        } catch (RuntimeException | ExecutionException failed) {
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
        KafkaTopics topics = new KafkaTopics(PREFIX, SHARDS);
        ApiRecord api = record(UUID.randomUUID().toString(), feeds);
        try (Admin admin = Admin.create(settings());
                KafkaProducer<String, byte[]> control =
                        new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer())) {
            new TopicSetup(admin, KafkaCluster.NODES, true)
                    .create(topics.events(
                            api.apiId(),
                            feeds,
                            ApiStreaming.DEFAULT.retentionMs(),
                            ApiStreaming.DEFAULT.retentionBytes()));
            control.send(new ProducerRecord<>(topics.apis().name(), api.key(), Wire.write(api)))
                    .get();
        }
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
        kafka.close();
        backend.close();
    }

    private void createTopics() throws ExecutionException, InterruptedException {
        KafkaTopics topics = new KafkaTopics(PREFIX, SHARDS);
        try (Admin admin = Admin.create(settings())) {
            new TopicSetup(admin, KafkaCluster.NODES, true)
                    .ensure(List.of(
                            topics.apis(),
                            topics.access(),
                            topics.nodes(),
                            topics.demand(),
                            topics.relayState(),
                            topics.usage()));
        }
    }

    private Map<String, Object> settings() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
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

    private ApiRecord record(String id, int feeds) {
        String context = "/api-" + id.substring(0, 8);
        Endpoint endpoint = new Endpoint(backend().toString(), EndpointSecurity.NONE, "hash");
        return new ApiRecord(
                1,
                System.nanoTime(),
                id,
                "Api",
                context,
                "1.0.0",
                context + "/1.0.0",
                false,
                "Default",
                List.of("localhost"),
                new RevisionRef(UUID.randomUUID().toString(), 1),
                LifecycleState.PUBLISHED,
                List.of(Transport.HTTP),
                feeds,
                Map.of(KeyType.PRODUCTION, endpoint),
                ApiAuth.DEFAULT,
                Cors.OFF,
                List.of(new ApiTopic("/*", null, ApiTopic.OPEN, List.of(), TopicStreaming.DEFAULT)),
                ApiStreaming.DEFAULT);
    }
}
