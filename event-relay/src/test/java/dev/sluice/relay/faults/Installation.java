package dev.sluice.relay.faults;

import dev.sluice.kafka.LogReader;
import dev.sluice.kafka.StateRecords;
import dev.sluice.model.api.ApiStreaming;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.Endpoint;
import dev.sluice.model.api.EndpointPlace;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.node.DemandRecord;
import dev.sluice.model.node.NodeRecord;
import dev.sluice.model.relay.RelayStates;
import dev.sluice.model.secret.KeyFile;
import dev.sluice.model.secret.SecretSeal;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.UnreadableRecordException;
import dev.sluice.model.wire.Wire;
import dev.sluice.testsupport.KafkaBroker;
import dev.sluice.testsupport.history.FeedHistory;
import dev.sluice.testsupport.installation.TestApi;
import dev.sluice.testsupport.installation.TestPublisher;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Kafka as the publisher and the gateways would leave it, under a prefix of its own. */
final class Installation implements AutoCloseable {
    /** The line of the key file of all relays here. */
    static final String SECRET_KEY = "test-1:" + Base64.getEncoder().encodeToString(new byte[32]);

    private final String bootstrapServers;
    private final KafkaTopics topics;
    private final TestPublisher publisher;

    Installation(String bootstrapServers, int shards) throws InterruptedException, ExecutionException {
        this.bootstrapServers = bootstrapServers;
        this.topics = new KafkaTopics(KafkaBroker.freshPrefix(), shards);
        this.publisher = new TestPublisher(Map.of("bootstrap.servers", bootstrapServers), topics, 1);
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    KafkaTopics topics() {
        return topics;
    }

    Admin admin() {
        return publisher.admin();
    }

    void createEvents(String apiId, int partitions) throws InterruptedException, ExecutionException {
        publisher.createEvents(apiId, partitions);
    }

    /** Changes how long the events of an API are kept. */
    void keepEvents(String apiId, Duration retention) throws InterruptedException, ExecutionException {
        publisher.setup().configure(topics.events(apiId, 1, retention.toMillis(), 1L << 30));
    }

    /** Deploys an API with these topics. */
    void deploy(String apiId, int partitions, String backendUrl, List<ApiTopic> apiTopics) {
        deploy(apiId, partitions, TestApi.backend(backendUrl), apiTopics);
    }

    void deploy(String apiId, int partitions, Endpoint backend, List<ApiTopic> apiTopics) {
        deploy(apiId, partitions, backend, apiTopics, ApiStreaming.DEFAULT);
    }

    void deploy(String apiId, int partitions, Endpoint backend, List<ApiTopic> apiTopics, ApiStreaming streaming) {
        publisher.deploy(new TestApi(apiId)
                .partitions(partitions)
                .backend(backend)
                .topics(apiTopics)
                .streaming(streaming)
                .deployed());
    }

    void undeploy(String apiId) {
        publisher.undeploy(key(apiId));
    }

    /** Deletes an API and its events, as the publisher does. */
    void delete(String apiId) throws InterruptedException, ExecutionException {
        publisher.delete(key(apiId));
        publisher.setup().delete(topics.eventsName(apiId));
    }

    private static String key(String apiId) {
        return TestApi.ENVIRONMENT + '/' + apiId;
    }

    /** The usual settings, but for how long events are kept, or whether a changed backend goes on. */
    static ApiStreaming streaming(Duration retention, boolean sameStream) {
        ApiStreaming usual = ApiStreaming.DEFAULT;
        return new ApiStreaming(
                retention.toMillis(),
                usual.retentionBytes(),
                usual.heartbeatMs(),
                usual.retryMs(),
                usual.maxAgeMs(),
                usual.maxEventBytes(),
                sameStream);
    }

    static ApiTopic topic(String target) {
        return new ApiTopic(target, null, "Any", List.of(), TopicStreaming.DEFAULT);
    }

    static Channel channel(String apiId, String path, @Nullable String query) {
        return new Channel(apiId, TestApi.ENVIRONMENT, KeyType.PRODUCTION, path, query);
    }

    /** A gateway asks for a channel. */
    void demand(Channel channel, int partitions, String topic, String gateway, String incarnation) {
        DemandRecord record = new DemandRecord(
                DemandRecord.SCHEMA,
                incarnation,
                channel.apiId(),
                channel.environment(),
                channel.keyType(),
                topic,
                channel.path(),
                channel.query());
        publisher.send(new ProducerRecord<>(
                topics.demand().name(),
                shard(channel, partitions),
                DemandRecord.key(channel.key(), gateway),
                Wire.write(record)));
    }

    /** It asks no more. */
    void withdraw(Channel channel, int partitions, String gateway) {
        publisher.send(new ProducerRecord<>(
                topics.demand().name(), shard(channel, partitions), DemandRecord.key(channel.key(), gateway), null));
    }

    /** It asks no more, and will not come back. */
    void withdrawForGood(Channel channel, int partitions, String gateway) {
        ProducerRecord<String, byte[]> tombstone = new ProducerRecord<>(
                topics.demand().name(), shard(channel, partitions), DemandRecord.key(channel.key(), gateway), null);
        tombstone.headers().add(DemandRecord.LINGER, DemandRecord.NO_LINGER.getBytes(StandardCharsets.US_ASCII));
        publisher.send(tombstone);
    }

    private int shard(Channel channel, int partitions) {
        return Feed.of(channel, partitions).shard(topics.shards());
    }

    /** A gateway reports that it lives. */
    void announce(String gateway, String incarnation) {
        NodeRecord record = new NodeRecord(
                NodeRecord.SCHEMA,
                NodeRecord.Kind.GATEWAY,
                incarnation,
                TestApi.ENVIRONMENT,
                NodeRecord.State.SERVING,
                0,
                0,
                List.of(),
                0,
                "localhost:8280");
        publisher.send(new ProducerRecord<>(
                topics.nodes().name(), 0, NodeRecord.key(NodeRecord.Kind.GATEWAY, gateway), Wire.write(record)));
    }

    FeedHistory history(String apiId, int partition) {
        return FeedHistory.read(bootstrapServers, topics.eventsName(apiId), partition);
    }

    /** A production secret of an API, as the publisher would seal it. */
    static String sealed(String apiId, String field, String secret) {
        return new SecretSeal(KeyFile.of(List.of(SECRET_KEY), "keys"), new SecureRandom())
                .seal(secret.getBytes(StandardCharsets.UTF_8), new EndpointPlace(apiId, KeyType.PRODUCTION).of(field));
    }

    /** Every record of a Kafka topic: keys, headers and values, a character for each byte. */
    String everyByteOf(String kafkaTopic, int partitions) {
        StringBuilder bytes = new StringBuilder();
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(kafkaTopic, partition))
                .toList();
        try (LogReader reader = new LogReader(Map.of("bootstrap.servers", bootstrapServers), all)) {
            reader.readToPresentEnd(Duration.ofMillis(100), row -> {
                bytes.append(row.key()).append('\n');
                row.headers()
                        .forEach(header -> bytes.append(text(header.value())).append('\n'));
                bytes.append(text(row.value())).append('\n');
            });
        }
        return bytes.toString();
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What relay-state says now, of all shards. */
    RelayStates states() {
        RelayStates states = new RelayStates();
        for (int shard = 0; shard < topics.shards(); shard++) {
            TopicPartition partition = new TopicPartition(topics.relayState().name(), shard);
            try (LogReader reader = new LogReader(Map.of("bootstrap.servers", bootstrapServers), List.of(partition))) {
                reader.readToPresentEnd(Duration.ofMillis(100), row -> {
                    try {
                        states.on(StateRecords.read(row, topics.shards()));
                    } catch (UnreadableRecordException _) {
                        // which the test has written itself
                    }
                });
            }
        }
        return states;
    }

    @Override
    public void close() {
        publisher.close();
    }
}
