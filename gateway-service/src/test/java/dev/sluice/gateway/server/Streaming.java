package dev.sluice.gateway.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.gateway.access.Tickets;
import dev.sluice.gateway.stream.StreamLimits;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
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
import dev.sluice.testsupport.KafkaBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** One installation for a test: topics in the shared Kafka, APIs, a relay that the test plays, and gateways. */
final class Streaming implements AutoCloseable {
    static final int SHARDS = 4;
    private static final String ENVIRONMENT = "Default";
    private static final AtomicLong VERSIONS = new AtomicLong();

    final KafkaTopics topics = new KafkaTopics(KafkaBroker.freshPrefix(), SHARDS);
    final Map<String, Object> kafka;
    final Admin admin;
    private final TopicSetup setup;
    private final KafkaProducer<String, byte[]> control;
    private final List<AutoCloseable> parts = new ArrayList<>();

    Streaming() throws ExecutionException, InterruptedException {
        this(KafkaBroker.shared().bootstrapServers());
    }

    Streaming(String bootstrapServers) throws ExecutionException, InterruptedException {
        this(bootstrapServers, 1);
    }

    /** @param replicas of every topic */
    Streaming(String bootstrapServers, int replicas) throws ExecutionException, InterruptedException {
        kafka = Map.of(
                "bootstrap.servers", bootstrapServers,
                "default.api.timeout.ms", 3000,
                "request.timeout.ms", 3000,
                "reconnect.backoff.max.ms", 500);
        admin = Admin.create(kafka);
        setup = new TopicSetup(admin, replicas, true);
        Map<String, Object> producing = Map.of("bootstrap.servers", bootstrapServers);
        control = new KafkaProducer<>(producing, new StringSerializer(), new ByteArraySerializer());
        setup.ensure(List.of(
                topics.apis(), topics.access(), topics.nodes(), topics.demand(), topics.relayState(), topics.usage()));
    }

    /** An API with an open topic at every path, deployed. */
    ApiRecord api(TopicStreaming topic, int eventPartitions) throws Exception {
        return api(topic, eventPartitions, ApiStreaming.DEFAULT.retentionMs(), Map.of());
    }

    ApiRecord api(TopicStreaming topic, int eventPartitions, long retentionMs, Map<String, String> config)
            throws Exception {
        String id = UUID.randomUUID().toString();
        setup.create(topics.events(id, eventPartitions, retentionMs, 1L << 30));
        if (!config.isEmpty()) {
            setup.configure(new dev.sluice.model.topic.KafkaTopic(topics.eventsName(id), eventPartitions, config));
        }
        ApiRecord api = record(id, eventPartitions, topic);
        put(api);
        return api;
    }

    /** The same, its feeds without replicas, on one broker. */
    ApiRecord apiOn(int broker, int eventPartitions) throws Exception {
        String id = UUID.randomUUID().toString();
        Map<Integer, List<Integer>> replicas = IntStream.range(0, eventPartitions)
                .boxed()
                .collect(Collectors.toMap(partition -> partition, _ -> List.of(broker)));
        NewTopic events = new NewTopic(topics.eventsName(id), replicas).configs(Map.of("min.insync.replicas", "1"));
        admin.createTopics(List.of(events)).all().get();
        ApiRecord api = record(id, eventPartitions, TopicStreaming.DEFAULT);
        put(api);
        return api;
    }

    void put(ApiRecord api) throws Exception {
        control.send(new ProducerRecord<>(topics.apis().name(), api.key(), Wire.write(api)))
                .get();
    }

    void put(AccessKey key, AccessRecord record) throws Exception {
        control.send(new ProducerRecord<>(topics.access().name(), key.toString(), Wire.write(record)))
                .get();
    }

    void undeploy(ApiRecord api) throws Exception {
        control.send(tombstone(api)).get();
    }

    void delete(ApiRecord api) throws Exception {
        ProducerRecord<String, byte[]> deletion = tombstone(api);
        deletion.headers().add("reason", "deleted".getBytes(US_ASCII));
        control.send(deletion).get();
    }

    private ProducerRecord<String, byte[]> tombstone(ApiRecord api) {
        ProducerRecord<String, byte[]> tombstone =
                new ProducerRecord<>(topics.apis().name(), api.key(), null);
        tombstone.headers().add("version", Long.toString(nextVersion()).getBytes(US_ASCII));
        return tombstone;
    }

    /** Deletes the events topic and makes it anew under the same name. */
    void replaceEvents(ApiRecord api) throws Exception {
        String name = topics.eventsName(api.apiId());
        deleteEvents(api);
        setup.create(topics.events(api.apiId(), api.eventPartitions(), ApiStreaming.DEFAULT.retentionMs(), 1L << 30));
        Awaitility.await().until(() -> admin.listTopics().names().get().contains(name));
    }

    void deleteEvents(ApiRecord api) throws Exception {
        String name = topics.eventsName(api.apiId());
        setup.delete(name);
        Awaitility.await().until(() -> !admin.listTopics().names().get().contains(name));
    }

    TestRelay relay(ApiRecord api) {
        TestRelay relay = new TestRelay(this, api);
        parts.add(relay);
        return relay;
    }

    TestGateway gateway(String nodeId, long ringBytes) throws Exception {
        return gateway(nodeId, ringBytes, TestGateway.TICKETS, TestGateway.SETTINGS, TestGateway.LIMITS);
    }

    TestGateway gateway(String nodeId, Tickets tickets) throws Exception {
        return gateway(nodeId, StreamingCase.RING, tickets, TestGateway.SETTINGS, TestGateway.LIMITS);
    }

    TestGateway gateway(String nodeId, HttpSettings settings) throws Exception {
        return gateway(nodeId, StreamingCase.RING, TestGateway.TICKETS, settings, TestGateway.LIMITS);
    }

    TestGateway gateway(String nodeId, StreamLimits limits) throws Exception {
        return gateway(nodeId, StreamingCase.RING, TestGateway.TICKETS, TestGateway.SETTINGS, limits);
    }

    private TestGateway gateway(
            String nodeId, long ringBytes, Tickets tickets, HttpSettings settings, StreamLimits limits)
            throws Exception {
        return with(new TestGateway(this, nodeId, ringBytes, tickets, settings, limits));
    }

    /** Closed with the rest. */
    <T extends AutoCloseable> T with(T part) {
        parts.add(part);
        return part;
    }

    static long nextVersion() {
        return VERSIONS.incrementAndGet();
    }

    private static ApiRecord record(String id, int eventPartitions, TopicStreaming topic) {
        String context = "/api-" + id.substring(0, 8);
        return new ApiRecord(
                1,
                nextVersion(),
                id,
                "Api",
                context,
                "1.0.0",
                context + "/1.0.0",
                false,
                ENVIRONMENT,
                List.of("localhost"),
                new RevisionRef(UUID.randomUUID().toString(), 1),
                LifecycleState.PUBLISHED,
                List.of(Transport.HTTP, Transport.HTTPS),
                eventPartitions,
                Map.of(KeyType.PRODUCTION, new Endpoint("http://127.0.0.1:1", EndpointSecurity.NONE, "hash")),
                ApiAuth.DEFAULT,
                Cors.OFF,
                List.of(new ApiTopic("/*", null, ApiTopic.OPEN, List.of(), topic)),
                ApiStreaming.DEFAULT);
    }

    /** Closes all relays and gateways. */
    void closeParts() throws Exception {
        List<AutoCloseable> all = List.copyOf(parts.reversed());
        parts.clear();
        for (AutoCloseable part : all) {
            part.close();
        }
    }

    @Override
    public void close() throws Exception {
        closeParts();
        control.close();
        admin.close();
    }
}
