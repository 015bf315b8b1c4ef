package dev.sluice.benchmark.feed;

import static java.util.Objects.requireNonNull;

import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.model.access.AccessRecord.PlanLimit;
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
import dev.sluice.model.quota.WindowUnit;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The Kafka of a run as the publisher would have left it: control topics, and open APIs that are deployed. */
public final class Installation implements AutoCloseable {
    static final int SHARDS = 16;
    private static final String ENVIRONMENT = "Default";
    private static final AtomicLong VERSIONS = new AtomicLong();
    private static final ApiTopic ANY_PATH = open("/*");
    private static final String PLAN = "AsyncDefaultSubscriptionless";
    private static final AccessKey OPEN_TOPICS = AccessKey.plan(PlanLevel.SUBSCRIPTION, PLAN);
    private static final long NO_REAL_LIMIT = 1_000_000_000_000L;

    private final KafkaTopics topics;
    private final String bootstrapServers;
    private final Admin admin;
    private final TopicSetup setup;

    public Installation(String bootstrapServers) throws InterruptedException, ExecutionException {
        this(bootstrapServers, "sluice");
    }

    private Installation(String bootstrapServers, String prefix) throws InterruptedException, ExecutionException {
        this.topics = new KafkaTopics(prefix, SHARDS);
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.setup = new TopicSetup(admin, 1, true);
        setup.ensure(List.of(
                topics.apis(),
                topics.access(),
                topics.nodes(),
                topics.demand(),
                topics.relayState(),
                topics.quota(),
                topics.usage()));
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** In the same Kafka, with control topics of its own. */
    public Installation another(String prefix) throws InterruptedException, ExecutionException {
        return new Installation(bootstrapServers, prefix);
    }

    /** Of all its topics' names. */
    public String prefix() {
        return topics.prefix();
    }

    /**
     * Deploys an API with one feed and an open topic for every path.
     *
     * @param backend the endpoint's URL; nothing need listen there while {@link SimulatedRelay} stands for the relay
     */
    public ApiRecord deploy(String backend) throws InterruptedException, ExecutionException {
        return deploy(backend, List.of(ANY_PATH));
    }

    /**
     * Deploys an API whose channels, of the paths {@code /0}, {@code /1} and so on, are pulled whether there are clients or
     * not.
     *
     * @return the Kafka topic of its events, which has one partition
     */
    public String deployPinned(String backend, int channels) throws InterruptedException, ExecutionException {
        List<ApiTopic> paths =
                IntStream.range(0, channels).mapToObj(path -> open("/" + path)).toList();
        return topics.eventsName(deploy(backend, paths).apiId());
    }

    /** Makes a Kafka topic as an API's events have, of one partition. */
    public String eventsTopic() throws InterruptedException, ExecutionException {
        String id = UUID.randomUUID().toString();
        setup.create(topics.events(id, 1, ApiStreaming.DEFAULT.retentionMs(), ApiStreaming.DEFAULT.retentionBytes()));
        return topics.eventsName(id);
    }

    private ApiRecord deploy(String backend, List<ApiTopic> paths) throws InterruptedException, ExecutionException {
        String id = UUID.randomUUID().toString();
        setup.create(topics.events(id, 1, ApiStreaming.DEFAULT.retentionMs(), ApiStreaming.DEFAULT.retentionBytes()));
        ApiRecord api = record(id, "/bench-" + id.substring(0, 8), backend, paths);
        try (KafkaProducer<String, byte[]> control = producer()) {
            control.send(new ProducerRecord<>(topics.apis().name(), api.key(), Wire.write(api)))
                    .get();
        }
        return api;
    }

    /** Gives the clients of open topics a plan with a limit that they do not reach. */
    public void limitOpenTopics() throws InterruptedException, ExecutionException {
        List<PlanLimit> limits = List.of(new PlanLimit(LimitType.EVENTS, NO_REAL_LIMIT, WindowUnit.YEAR, 1));
        sendAccess(Wire.write(new AccessRecord.Plan(
                AccessRecord.SCHEMA, VERSIONS.incrementAndGet(), PLAN, limits, null, true, null, null)));
    }

    /** Takes it from them. */
    public void unlimitOpenTopics() throws InterruptedException, ExecutionException {
        sendAccess(null);
    }

    private void sendAccess(byte @Nullable [] value) throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, byte[]> control = producer()) {
            control.send(new ProducerRecord<>(topics.access().name(), OPEN_TOPICS.toString(), value))
                    .get();
        }
    }

    KafkaProducer<String, byte[]> producer() {
        Map<String, Object> producing = Map.of("bootstrap.servers", bootstrapServers);
        return new KafkaProducer<>(producing, new StringSerializer(), new ByteArraySerializer());
    }

    KafkaTopics topics() {
        return topics;
    }

    /** Kafka's own id of a topic. */
    String topicId(String name) throws InterruptedException, ExecutionException {
        return requireNonNull(admin.describeTopics(List.of(name))
                        .allTopicNames()
                        .get()
                        .get(name))
                .topicId()
                .toString();
    }

    @Override
    public void close() {
        admin.close();
    }

    static ApiRecord record(String id, String context, String backend) {
        return record(id, context, backend, List.of(ANY_PATH));
    }

    private static ApiRecord record(String id, String context, String backend, List<ApiTopic> paths) {
        return new ApiRecord(
                1,
                VERSIONS.incrementAndGet(),
                id,
                "Bench",
                context,
                "1.0.0",
                context + "/1.0.0",
                false,
                ENVIRONMENT,
                List.of("localhost"),
                new RevisionRef(UUID.randomUUID().toString(), 1),
                LifecycleState.PUBLISHED,
                List.of(Transport.HTTP, Transport.HTTPS),
                1,
                Map.of(KeyType.PRODUCTION, new Endpoint(backend, EndpointSecurity.NONE, "hash")),
                ApiAuth.DEFAULT,
                Cors.OFF,
                paths,
                ApiStreaming.DEFAULT);
    }

    private static ApiTopic open(String target) {
        return new ApiTopic(target, null, ApiTopic.OPEN, List.of(), TopicStreaming.DEFAULT);
    }
}
