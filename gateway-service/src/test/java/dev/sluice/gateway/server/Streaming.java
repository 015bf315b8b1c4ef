package dev.sluice.gateway.server;

import dev.sluice.gateway.access.Tickets;
import dev.sluice.gateway.stream.StreamLimits;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.topic.KafkaTopic;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
import dev.sluice.testsupport.KafkaBroker;
import dev.sluice.testsupport.installation.TestApi;
import dev.sluice.testsupport.installation.TestPublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/** One installation for a test: topics in the shared Kafka, APIs, a relay that the test plays, and gateways. */
final class Streaming implements AutoCloseable {
    static final int SHARDS = 4;

    final KafkaTopics topics = new KafkaTopics(KafkaBroker.freshPrefix(), SHARDS);
    final Map<String, Object> kafka;
    final Admin admin;
    private final TestPublisher publisher;
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
        publisher = new TestPublisher(kafka, topics, replicas);
        admin = publisher.admin();
    }

    /** An API with an open topic at every path, deployed. */
    ApiRecord api(TopicStreaming topic, int eventPartitions) throws Exception {
        return api(topic, eventPartitions, ApiStreaming.DEFAULT.retentionMs(), Map.of());
    }

    ApiRecord api(TopicStreaming topic, int eventPartitions, long retentionMs, Map<String, String> config)
            throws Exception {
        String id = UUID.randomUUID().toString();
        publisher
                .setup()
                .create(topics.events(id, eventPartitions, retentionMs, ApiStreaming.DEFAULT.retentionBytes()));
        if (!config.isEmpty()) {
            publisher.setup().configure(new KafkaTopic(topics.eventsName(id), eventPartitions, config));
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
        publisher.deploy(api);
    }

    void put(AccessKey key, AccessRecord record) throws Exception {
        publisher.send(new ProducerRecord<>(topics.access().name(), key.toString(), Wire.write(record)));
    }

    void remove(AccessKey key) {
        publisher.send(new ProducerRecord<>(topics.access().name(), key.toString(), null));
    }

    void undeploy(ApiRecord api) throws Exception {
        publisher.undeploy(api.key());
    }

    void delete(ApiRecord api) throws Exception {
        publisher.delete(api.key());
    }

    /** Deletes the events topic and makes it anew under the same name. */
    void replaceEvents(ApiRecord api) throws Exception {
        String name = topics.eventsName(api.apiId());
        deleteEvents(api);
        publisher.createEvents(api.apiId(), api.eventPartitions());
        Awaitility.await().until(() -> admin.listTopics().names().get().contains(name));
    }

    void deleteEvents(ApiRecord api) throws Exception {
        String name = topics.eventsName(api.apiId());
        publisher.setup().delete(name);
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
        return TestPublisher.nextVersion();
    }

    private static ApiRecord record(String id, int eventPartitions, TopicStreaming topic) {
        return new TestApi(id)
                .partitions(eventPartitions)
                .topics(List.of(TestApi.open("/*", topic)))
                .deployed();
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
        publisher.close();
    }
}
