package dev.sluice.gateway.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.FailedThreads;
import dev.sluice.gateway.access.AccessTable;
import dev.sluice.gateway.access.Admission;
import dev.sluice.gateway.access.JwtVerifier;
import dev.sluice.gateway.access.Tickets;
import dev.sluice.gateway.control.ControlPlane;
import dev.sluice.gateway.control.KafkaContact;
import dev.sluice.gateway.control.Rights;
import dev.sluice.gateway.control.StartedControlPlane;
import dev.sluice.gateway.delivery.Jitter;
import dev.sluice.gateway.fanout.Demands;
import dev.sluice.gateway.fanout.FailFastLoop;
import dev.sluice.gateway.fanout.Fanout;
import dev.sluice.gateway.fanout.KafkaReadSettings;
import dev.sluice.gateway.quota.QuotaTable;
import dev.sluice.gateway.request.PortalOrigins;
import dev.sluice.gateway.request.TrustedProxies;
import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.RingLimits;
import dev.sluice.gateway.stream.StreamLimits;
import dev.sluice.gateway.usage.UsageReporter;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.node.DemandRecord;
import dev.sluice.model.secret.KeyFile;
import dev.sluice.model.usage.UsageRecord;
import dev.sluice.service.thread.ServiceThreads;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A data plane with everything that it reads, in this JVM. */
final class TestGateway implements AutoCloseable {
    /** The same on all gateways. */
    static final Tickets TICKETS =
            Tickets.signedBy(KeyFile.of(List.of("test-1:" + Base64.getEncoder().encodeToString(new byte[32])), "keys"));

    /** No bound but that in time. */
    static final HttpSettings SETTINGS = new HttpSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            0,
            0,
            0,
            Duration.ZERO,
            TrustedProxies.NONE,
            PortalOrigins.NONE);

    static final String PORTAL = "https://portal.example.com:9443";
    /** The same with a portal. */
    static final HttpSettings WITH_PORTAL = new HttpSettings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            0,
            0,
            0,
            Duration.ZERO,
            TrustedProxies.NONE,
            PortalOrigins.of(List.of(PORTAL)));

    /** As they are by default. */
    static final StreamLimits LIMITS = new StreamLimits(64 * 1024, 0, Duration.ofSeconds(15), Duration.ofSeconds(30));

    /** Shorter ones are taken for an outage on a busy machine. */
    static final Duration KAFKA_AWAY_AFTER = Duration.ofSeconds(5);

    private final FailedThreads failures = new FailedThreads();
    private final ServiceThreads threads = new ServiceThreads(failures);
    private final EventLoops loops = new EventLoops(2);
    private final Fanout fanout;
    private final ControlPlane control;
    private final AtomicLong ahead = new AtomicLong();
    private final QuotaTable quotas =
            new QuotaTable(() -> System.currentTimeMillis() + ahead.get(), Jitter::untilQuotaIsAskedAgain);
    private final DataPlane dataPlane;
    private final UsageReporter usage;
    private final Map<String, UsageRecord> used = new ConcurrentHashMap<>();
    private final KafkaProducer<String, byte[]> producer;
    private final List<StreamClient> clients = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, List<Boolean>> demands = new ConcurrentHashMap<>();
    private final Set<String> leftAtOnce = ConcurrentHashMap.newKeySet();
    private final int port;
    private @Nullable ServerTls tls;
    private boolean closed;

    TestGateway(
            Streaming streaming,
            String nodeId,
            long ringBytes,
            Tickets tickets,
            HttpSettings settings,
            StreamLimits limits)
            throws Exception {
        Map<String, Object> kafka = streaming.kafka;
        Map<String, Object> producing = Map.of("bootstrap.servers", requireNonNull(kafka.get("bootstrap.servers")));
        producer = new KafkaProducer<>(producing, new StringSerializer(), new ByteArraySerializer());
        Demands writer = new Demands(
                (partition, key, value, isLeftAtOnce) -> {
                    CompletableFuture<Void> done = new CompletableFuture<>();
                    demands.computeIfAbsent(DemandRecord.channelOf(key), _ -> new CopyOnWriteArrayList<>())
                            .add(value != null);
                    if (isLeftAtOnce) {
                        leftAtOnce.add(DemandRecord.channelOf(key));
                    }
                    producer.send(
                            new ProducerRecord<>(streaming.topics.demand().name(), partition, key, value),
                            (_, failed) -> {
                                if (failed == null) {
                                    done.complete(null);
                                } else {
                                    done.completeExceptionally(failed);
                                }
                            });
                    return done;
                },
                nodeId,
                "incarnation-1",
                Streaming.SHARDS,
                threads);
        List<FailFastLoop> failFast = loops.failFast(threads);
        FrameEncoder encoder = new FrameEncoder(PooledByteBufAllocator.DEFAULT);
        fanout = new Fanout(
                new KafkaReadSettings(kafka, streaming.admin, streaming.topics, 0),
                encoder,
                writer,
                failFast,
                ring(ringBytes),
                threads);
        fanout.start();
        AccessTable access = new AccessTable();
        KafkaContact contact = new KafkaContact(System::nanoTime, KAFKA_AWAY_AFTER);
        control = StartedControlPlane.of(kafka, streaming.admin, streaming.topics, "Default", access, contact, threads);
        Rights rights =
                new Rights(control, new Admission(access, new JwtVerifier(access, null), tickets), tickets, contact);
        dataPlane = new DataPlane(loops, failFast, fanout, rights, quotas, limits, settings, threads);
        usage = new UsageReporter(
                this::append,
                new UsageReporter.Reporter(nodeId, "incarnation-1", "Default"),
                dataPlane.usage(),
                Clock.systemUTC(),
                threads);
        control.listen(dataPlane);
        dataPlane.start();
        port = dataPlane.bind("127.0.0.1", 0, null).getPort();
    }

    private static RingLimits ring(long bytesPerFeed) {
        return new RingLimits(bytesPerFeed, 1 << 30, Duration.ofMinutes(10).toMillis());
    }

    int port() {
        return port;
    }

    /** Takes TLS connections from now on, and closes what it has of TLS in the end; returns on which port. */
    int bindTls(ServerTls tls) throws InterruptedException {
        this.tls = tls;
        return dataPlane.bind("127.0.0.1", 0, tls).getPort();
    }

    List<EventLoop> eventLoops() {
        return loops.all();
    }

    DataPlane dataPlane() {
        return dataPlane;
    }

    /** For the windows of quotas alone. */
    void letTimePass(Duration time) {
        ahead.addAndGet(time.toMillis());
    }

    QuotaTable quotas() {
        return quotas;
    }

    Fanout fanout() {
        return fanout;
    }

    /** What was written of a channel's demand, in order: a demand or its withdrawal. */
    List<Boolean> demands(TestRelay.Pulled channel) {
        return demands.getOrDefault(channel.key, List.of());
    }

    /** Whether the relays were asked to leave it at once. */
    boolean isLeftAtOnce(TestRelay.Pulled channel) {
        return leftAtOnce.contains(channel.key);
    }

    boolean demanded(TestRelay.Pulled channel) {
        return demands(channel).contains(true);
    }

    /** Waits until it serves this API. */
    TestGateway serving(ApiRecord api) {
        Awaitility.await()
                .until(() -> control.isCaughtUp()
                        && control.routes().api(api.apiId()).isPresent());
        return this;
    }

    /** Whether this very version is in force. */
    boolean isVersion(ApiRecord api) {
        return control.routes().api(api.apiId()).filter(api::equals).isPresent();
    }

    boolean isIn(ApiRecord api, LifecycleState state) {
        return control.routes()
                .api(api.apiId())
                .map(ApiRecord::state)
                .filter(state::equals)
                .isPresent();
    }

    StreamClient connect(ApiRecord api, String path, String... headers) throws Exception {
        return connect(api.basePath() + path, headers);
    }

    /** @param target as it is sent */
    StreamClient connect(String target, String... headers) throws Exception {
        StreamClient client = StreamClient.connect(port, target, headers);
        clients.add(client);
        return client;
    }

    private CompletionStage<?> append(UsageRecord record) {
        used.put(record.key(), record);
        return CompletableFuture.completedFuture(null);
    }

    /** What it has reported of this API until now, each minute once. */
    List<UsageRecord> usage(ApiRecord api) throws InterruptedException {
        usage.flush(Duration.ofSeconds(10));
        return used.values().stream()
                .filter(record -> record.apiId().equals(api.apiId()))
                .sorted(Comparator.comparing(UsageRecord::minute))
                .toList();
    }

    /** The sum over those records. */
    long used(ApiRecord api, ToLongFunction<UsageRecord> count) throws InterruptedException {
        return usage(api).stream().mapToLong(count).sum();
    }

    /** What is wrong with its threads. */
    List<String> problems() {
        return threads.problems();
    }

    /** At once, as if it were killed, without a word to any client. */
    @Override
    public void close() throws Exception {
        if (closed) {
            return;
        }
        closed = true;
        for (StreamClient client : List.copyOf(clients)) {
            client.close();
        }
        control.close();
        dataPlane.close();
        usage.close();
        fanout.close();
        loops.close();
        if (tls != null) {
            tls.close();
        }
        producer.close();
        assertThat(failures.all()).isEmpty();
    }
}
