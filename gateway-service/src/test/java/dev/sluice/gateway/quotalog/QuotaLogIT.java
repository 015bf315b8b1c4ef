package dev.sluice.gateway.quotalog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.gateway.FailedThreads;
import dev.sluice.gateway.SetClock;
import dev.sluice.gateway.quota.Allowance;
import dev.sluice.gateway.quota.LoopQuotas;
import dev.sluice.gateway.quota.PlanCounter;
import dev.sluice.gateway.quota.QuotaTable;
import dev.sluice.gateway.quota.StreamQuota;
import dev.sluice.kafka.LogReader;
import dev.sluice.kafka.TableSettings;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.kafka.TopicTable;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.Plan;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import dev.sluice.model.quota.Period;
import dev.sluice.model.quota.QuotaKey;
import dev.sluice.model.quota.QuotaRecord;
import dev.sluice.model.quota.WindowUnit;
import dev.sluice.model.topic.KafkaTopics;
import dev.sluice.model.wire.Wire;
import dev.sluice.service.node.NodeIdentity;
import dev.sluice.service.thread.ServiceThreads;
import dev.sluice.testsupport.KafkaBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Gateways that know of each other's use by Kafka alone. */
class QuotaLogIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int SIZE = 10;
    private static final Plan PLAN = new Plan(
            1, 1, "Gold", List.of(new PlanLimit(LimitType.EVENTS, 10, WindowUnit.DAY, 1)), null, true, 3, null);

    private final KafkaTopics topics = new KafkaTopics(KafkaBroker.freshPrefix(), 2);
    private final Map<String, Object> kafka =
            Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers());
    private final Admin admin = Admin.create(kafka);
    private final KafkaProducer<String, byte @Nullable []> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", KafkaBroker.shared().bootstrapServers(), "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
    private final List<Node> nodes = new ArrayList<>();
    private final FailedThreads failures = new FailedThreads();
    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-03-01T12:00:00Z").toEpochMilli());

    @BeforeEach
    void makeTopic() throws Exception {
        new TopicSetup(admin, 1, true).ensure(List.of(topics.quota()));
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::close);
        producer.close();
        admin.close();
        assertThat(failures.all()).isEmpty();
    }

    @Test
    void whatOneHasDeliveredIsMissingAtTheOther() {
        // Given
        Node one = new Node("gateway-1", "a");
        Node two = new Node("gateway-2", "a");
        StreamQuota here = one.stream();
        StreamQuota there = two.stream();

        // When
        one.deliver(here, 6);

        // Then
        await().atMost(SOON).until(() -> left(there) == 4);
        assertThat(left(here))
                .as("what it has reported itself is not counted twice")
                .isEqualTo(4);
        two.deliver(there, 4);
        await().atMost(SOON).until(() -> here.reached() != null);
    }

    @Test
    void oneThatStartsAnewKnowsWhatItHadDeliveredBefore() {
        // Given
        Node before = new Node("gateway-1", "a");
        before.deliver(before.stream(), 6);
        await().atMost(SOON).until(() -> before.reports.written() == 2);
        before.close();

        // When
        Node after = new Node("gateway-1", "b");

        // Then
        assertThat(left(after.stream())).isEqualTo(4);
        assertThat(after.reader.recoverySeconds()).isPositive();
    }

    @Test
    void connectionsOfOthersCountAsLongAsTheyAreReported() {
        // Given
        Node one = new Node("gateway-1", "a");
        Node two = new Node("gateway-2", "a");
        one.stream().connect();
        one.stream().connect();
        one.stream().connect();

        // When
        await().atMost(SOON).until(() -> refuses(two));
        one.reports.close();

        // Then
        now.addAndGet(15_001);
        assertThat(refuses(two)).isFalse();
    }

    @Test
    void whatIsNoRecordIsPassedOver() throws Exception {
        // Given
        String counter = "s:1";
        String window = new Period(WindowUnit.DAY, 1)
                .windowAt(Instant.ofEpochMilli(now.get()))
                .toString();
        String[] broken = {
            "", "s:1", "s:1/DAY*1@5/gateway-9/x", counter + '/' + window + "/gateway-9/", "s:1/open/a/b/c"
        };
        for (String key : broken) {
            append(0, key, "{}".getBytes(US_ASCII)).toCompletableFuture().get();
        }
        QuotaKey good = new QuotaKey(counter, window, "gateway-9", "x");
        append(0, good + "y", new byte[] {'?'}).toCompletableFuture().get();
        append(good.partition(8), good.toString(), Wire.write(QuotaRecord.ofWindow(7, 70)))
                .toCompletableFuture()
                .get();

        // When
        Node node = new Node("gateway-1", "a");

        // Then
        assertThat(left(node.stream())).isEqualTo(3);
        assertThat(node.unreadable.count(topics.quota())).isEqualTo(broken.length + 1);
    }

    @Test
    void whatKilledGatewaysHaveLeftIsDeletedAndNothingElse() throws Exception {
        // Given
        Instant day = Instant.ofEpochMilli(now.get());
        String open = new Period(WindowUnit.DAY, 1).windowAt(day).toString();
        String closed =
                new Period(WindowUnit.MINUTE, 1).windowAt(day.minusSeconds(720)).toString();
        String justClosed =
                new Period(WindowUnit.MINUTE, 1).windowAt(day.minusSeconds(300)).toString();
        for (String window : List.of(open, closed, justClosed)) {
            append(new QuotaKey("s:1", window, "gateway-9", "x"), QuotaRecord.ofWindow(1, 1));
        }
        append(new QuotaKey("s:1", QuotaKey.OPEN, "gateway-9", "x"), QuotaRecord.ofConnections(1, now.get() - 700_000));
        append(new QuotaKey("s:1", QuotaKey.OPEN, "gateway-8", "x"), QuotaRecord.ofConnections(1, now.get() - 1_000));

        // When
        QuotaCleaner cleaner = new QuotaCleaner(
                kafka, partitions(), this::append, new SetClock(now::get), new ServiceThreads(failures));
        assertThat(cleaner.clean()).isTrue();
        cleaner.close();

        // Then
        assertThat(cleaner.deleted()).isEqualTo(2);
        assertThat(present().keySet())
                .containsExactlyInAnyOrder(
                        "s:1/" + open + "/gateway-9/x", "s:1/" + justClosed + "/gateway-9/x", "s:1/open/gateway-8/x");
    }

    /** Of a thousand old keys six hundred are deleted, but not compacted yet, and ten are of windows that are open. */
    @Test
    @Tag("faults")
    void aMillionOldKeysAreReadWithinFiveSeconds() throws Exception {
        // Given
        Instant today = Instant.ofEpochMilli(now.get());
        String open = new Period(WindowUnit.DAY, 1).windowAt(today).toString();
        String closed = new Period(WindowUnit.DAY, 1)
                .windowAt(today.minus(Duration.ofDays(1)))
                .toString();
        byte[] value = Wire.write(QuotaRecord.ofWindow(123_456, 78_901_234));
        try (KafkaProducer<String, byte @Nullable []> bulk = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        KafkaBroker.shared().bootstrapServers(),
                        "linger.ms",
                        20,
                        "compression.type",
                        "lz4",
                        "enable.idempotence",
                        false),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 1_000_000; i++) {
                int kind = i % 1000;
                QuotaKey key = new QuotaKey(
                        PlanCounter.SUBSCRIPTION + new UUID(i / 5, i / 5),
                        kind < 10 ? open : closed,
                        "gateway-" + i % 5,
                        "0b8f4c1e-5a54-4f0e-9d7c-3a0d8f6f1c1" + i % 5);
                int partition = key.partition(topics.quota().partitions());
                bulk.send(new ProducerRecord<>(topics.quota().name(), partition, key.toString(), value));
                if (kind >= 400) {
                    bulk.send(new ProducerRecord<>(topics.quota().name(), partition, key.toString(), null));
                }
            }
        }

        // When
        Node node = new Node("gateway-1", "a");

        // Then
        System.out.println("recovery of a million keys, " + node.reader.records() + " records: "
                + node.reader.recoverySeconds() + " s");
        assertThat(node.reader.records()).isGreaterThanOrEqualTo(1_600_000);
        assertThat(node.table.size()).isEqualTo(2_000);
        assertThat(node.reader.recoverySeconds()).isLessThan(5);
    }

    private boolean refuses(Node node) {
        StreamQuota more = node.stream();
        boolean isRefused = more.connect() != null;
        node.loop.close(more);
        return isRefused;
    }

    private static long left(StreamQuota stream) {
        return requireNonNull(stream.left()).left();
    }

    private Map<String, byte[]> present() {
        Map<String, byte[]> present = new HashMap<>();
        try (LogReader reader = new LogReader(kafka, partitions())) {
            reader.readToPresentEnd(Duration.ofMillis(100), row -> {
                if (row.value() == null) {
                    present.remove(row.key());
                } else {
                    present.put(row.key(), row.value());
                }
            });
        }
        return present;
    }

    private List<TopicPartition> partitions() {
        return IntStream.range(0, topics.quota().partitions())
                .mapToObj(partition -> new TopicPartition(topics.quota().name(), partition))
                .toList();
    }

    private void append(QuotaKey key, QuotaRecord record) throws Exception {
        append(key.partition(topics.quota().partitions()), key.toString(), Wire.write(record))
                .toCompletableFuture()
                .get();
    }

    private CompletionStage<?> append(int partition, String key, byte @Nullable [] value) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        producer.send(new ProducerRecord<>(topics.quota().name(), partition, key, value), (_, failed) -> {
            if (failed == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failed);
            }
        });
        return done;
    }

    /** The quotas of one gateway; made, it has read what is there. */
    private final class Node implements AutoCloseable {
        final UnreadableRecords unreadable = new UnreadableRecords(List.of(topics.quota()));
        final QuotaTable table = new QuotaTable(now::get, () -> 20_000);
        final LoopQuotas loop = table.forLoop();
        final QuotaReports reports;
        final QuotaReader reader;
        private final TopicTable topic;

        Node(String nodeId, String incarnation) {
            ServiceThreads threads = new ServiceThreads(failures);
            NodeIdentity identity = new NodeIdentity(nodeId, incarnation);
            SetClock clock = new SetClock(now::get);
            LiveGateways gateways = new LiveGateways(nodeId, now::get);
            reports = new QuotaReports(
                    table,
                    gateways,
                    QuotaLogIT.this::append,
                    identity,
                    topics.quota().partitions(),
                    clock,
                    threads);
            reader = new QuotaReader(table, gateways, identity, clock, reports::writeAgain);
            topic = new TopicTable(
                    "read-quota-" + nodeId, partitions(), new TableSettings(kafka, admin, unreadable, threads), reader);
            nodes.add(this);
            reports.start();
            topic.start();
            await().atMost(SOON).until(topic::isCaughtUp);
        }

        StreamQuota stream() {
            return requireNonNull(loop.open(List.of(new PlanCounter("s:1", PLAN))));
        }

        void deliver(StreamQuota stream, int events) {
            for (int i = 0; i < events; i++) {
                while (stream.allows(SIZE) == Allowance.WAIT) {
                    loop.onTick();
                    now.addAndGet(QuotaTable.TICK_MILLIS);
                }
                stream.use(SIZE);
            }
            loop.onTick();
        }

        @Override
        public void close() {
            reports.close();
            topic.close();
        }
    }
}
