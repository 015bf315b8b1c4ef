package dev.sluice.gateway.quotalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.sluice.gateway.FailedThreads;
import dev.sluice.gateway.SetClock;
import dev.sluice.gateway.quota.LoopQuotas;
import dev.sluice.gateway.quota.PlanCounter;
import dev.sluice.gateway.quota.QuotaTable;
import dev.sluice.gateway.quota.StreamQuota;
import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.Plan;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import dev.sluice.model.quota.QuotaKey;
import dev.sluice.model.quota.QuotaRecord;
import dev.sluice.model.quota.WindowUnit;
import dev.sluice.model.wire.Wire;
import dev.sluice.service.node.NodeIdentity;
import dev.sluice.service.thread.ServiceThreads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuotaReportsTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int PARTITIONS = 8;
    private static final int SIZE = 10;
    private static final long START = Instant.parse("2026-01-01T12:00:05Z").toEpochMilli();
    private static final String WINDOW = "s:1/MINUTE*1@" + (START - 5_000) + "/gateway-1/incarnation-1";
    private static final String OPEN = "s:1/open/gateway-1/incarnation-1";

    private final AtomicLong now = new AtomicLong(START);
    private final QuotaTable table = new QuotaTable(now::get, () -> 20_000);
    private final LoopQuotas loop = table.forLoop();
    private final FailedThreads failures = new FailedThreads();
    private final List<Row> rows = new CopyOnWriteArrayList<>();
    private volatile boolean isKafkaAway;
    /** When Kafka answers that it has a window's record; {@code null} = at once. */
    private volatile @Nullable CompletableFuture<Void> windowIsTaken;

    private final QuotaReports reports = new QuotaReports(
            table,
            new LiveGateways("gateway-1", now::get),
            this::append,
            new NodeIdentity("gateway-1", "incarnation-1"),
            PARTITIONS,
            new SetClock(now::get),
            new ServiceThreads(failures));

    /** @param value {@code null} = a tombstone */
    private record Row(int partition, String key, @Nullable QuotaRecord value) {}

    @AfterEach
    void stop() {
        reports.close();
        assertThat(failures.all()).isEmpty();
    }

    @Test
    void whatWasDeliveredIsReportedWhenItChangesAndNotBefore() {
        // Given
        reports.start();
        StreamQuota stream = stream(limited(100));

        // When
        deliver(stream, 3);

        // Then
        await().atMost(SOON).until(() -> !rows.isEmpty());
        deliver(stream, 2);
        await().atMost(SOON).until(() -> rows.size() > 1);
        int partition = QuotaKey.parse(WINDOW).orElseThrow().partition(PARTITIONS);
        assertThat(rows)
                .containsExactly(
                        new Row(partition, WINDOW, QuotaRecord.ofWindow(3, 30)),
                        new Row(partition, WINDOW, QuotaRecord.ofWindow(5, 50)));
    }

    @Test
    void whatKafkaDidNotTakeIsReportedAgainAsItIsThen() {
        // Given
        isKafkaAway = true;
        reports.start();
        StreamQuota stream = stream(limited(100));
        deliver(stream, 3);
        await().atMost(SOON).until(() -> !rows.isEmpty());
        deliver(stream, 1);

        // When
        isKafkaAway = false;

        // Then
        await().atMost(SOON).until(() -> reports.written() > 1);
        assertThat(rows.getLast().value()).isEqualTo(QuotaRecord.ofWindow(4, 40));
    }

    @Test
    void aWindowIsDeletedAMinuteAfterItsEnd() {
        // Given
        reports.start();
        deliver(stream(limited(100)), 1);
        await().atMost(SOON).until(() -> rows.size() == 1);

        // When
        now.set(START - 5_000 + 119_000);
        deliver(stream(limited(100)), 1);
        await().atMost(SOON).until(() -> rows.size() == 2);
        assertThat(rows).noneMatch(row -> row.value() == null);
        now.set(START - 5_000 + 125_000);

        // Then
        await().atMost(SOON).until(() -> rows.stream().anyMatch(row -> row.value() == null));
        assertThat(rows.getLast().key()).isEqualTo(WINDOW);
    }

    /** As while the partition of its counter has no leader: the others' events are read and delivered all the time. */
    @Test
    void windowsOfWhichKafkaHasTakenNothingAreForgottenWhenTheyAreOver() {
        // Given
        isKafkaAway = true;
        reports.start();
        for (int minute = 0; minute < 5; minute++) {
            deliver(stream(limited(100)), 1);
            int windows = minute + 1;
            await().atMost(SOON)
                    .until(() -> rows.stream().map(Row::key).distinct().count() == windows);
            now.addAndGet(60_000);
        }

        // When
        now.addAndGet(60_000);
        await().atMost(SOON).until(() -> reports.keys() == 1);
        isKafkaAway = false;

        // Then
        await().atMost(SOON).until(() -> reports.written() > 0);
        assertThat(rows).noneMatch(row -> row.value() == null);
    }

    @Test
    void connectionsAreReportedWhenTheyChangeAndEveryFiveSeconds() {
        // Given
        reports.start();
        StreamQuota one = stream(capped());
        one.connect();
        await().atMost(SOON).until(() -> rows.size() == 1);

        // When
        now.addAndGet(5_000);
        await().atMost(SOON).until(() -> rows.size() == 2);
        loop.close(one);
        await().atMost(SOON).until(() -> rows.size() == 3);

        // Then
        assertThat(rows)
                .extracting(Row::key, Row::value)
                .containsExactly(
                        tuple(OPEN, QuotaRecord.ofConnections(1, START)),
                        tuple(OPEN, QuotaRecord.ofConnections(1, START + 5_000)),
                        tuple(OPEN, null));
    }

    @Test
    void aGatewayThatLeavesHasReportedTheLastAndHasNoConnections() throws Exception {
        // Given
        StreamQuota stream = stream(capped());
        stream.connect();
        reports.start();
        await().atMost(SOON).until(() -> rows.size() == 1);
        deliver(stream(limited(100)), 7);

        // When
        reports.leave(SOON);

        // Then
        assertThat(rows)
                .extracting(Row::key, Row::value)
                .contains(tuple(WINDOW, QuotaRecord.ofWindow(7, 70)), tuple(OPEN, null));
    }

    /** Else another one might use up what is left before it has heard of what this one has used. */
    @Test
    void aGatewayThatLeavesIsThereUntilTheLastIsReported() throws Exception {
        // Given
        CompletableFuture<Void> taken = new CompletableFuture<>();
        windowIsTaken = taken;
        stream(capped()).connect();
        reports.start();
        await().atMost(SOON).until(() -> rows.size() == 1);
        deliver(stream(limited(100)), 7);

        // When
        reports.leave(Duration.ofMillis(300));

        // Then
        assertThat(rows).extracting(Row::key).contains(WINDOW);
        assertThat(rows).noneMatch(row -> row.value() == null);
        taken.complete(null);
        await().atMost(SOON).until(() -> rows.getLast().value() == null);
        assertThat(rows.getLast().key()).isEqualTo(OPEN);
    }

    @Test
    void aLogThatIsLostIsWrittenAgain() {
        reports.start();
        deliver(stream(limited(100)), 3);
        await().atMost(SOON).until(() -> rows.size() == 1);

        reports.writeAgain();

        await().atMost(SOON).until(() -> rows.size() == 2);
        assertThat(rows.getLast()).isEqualTo(rows.getFirst());
    }

    private CompletionStage<?> append(int partition, String key, byte @Nullable [] value) {
        if (!key.startsWith(LiveGateways.COUNTER)) {
            rows.add(new Row(partition, key, value == null ? null : Wire.readQuota(value)));
        }
        CompletableFuture<Void> later = windowIsTaken;
        if (later != null && key.equals(WINDOW)) {
            return later;
        }
        return isKafkaAway
                ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                : CompletableFuture.completedFuture(null);
    }

    private StreamQuota stream(Plan plan) {
        return requireNonNull(loop.open(List.of(new PlanCounter("s:1", plan))));
    }

    private void deliver(StreamQuota stream, int events) {
        for (int i = 0; i < events; i++) {
            stream.allows(SIZE);
            stream.use(SIZE);
        }
        loop.onTick();
    }

    private static Plan limited(int events) {
        return new Plan(
                1,
                1,
                "Gold",
                List.of(new PlanLimit(LimitType.EVENTS, events, WindowUnit.MINUTE, 1)),
                null,
                true,
                null,
                null);
    }

    private static Plan capped() {
        return new Plan(1, 1, "Few", List.of(), null, true, 5, null);
    }
}
