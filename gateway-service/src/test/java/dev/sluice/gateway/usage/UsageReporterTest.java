package dev.sluice.gateway.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.gateway.FailedThreads;
import dev.sluice.gateway.SetClock;
import dev.sluice.gateway.access.Grant;
import dev.sluice.gateway.stream.CloseReason;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.api.Transport;
import dev.sluice.model.usage.UsageRecord;
import dev.sluice.service.thread.ServiceThreads;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageReporterTest {
    private static final long MINUTE = 60_000;
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final UsageDimensions GOLD = dimensions("AsyncGold");
    private static final UsageDimensions SILVER = dimensions("AsyncSilver");

    private final AtomicLong now = new AtomicLong(100 * MINUTE + 5_000);
    private final LoopUsage one = new LoopUsage(Runnable::run);
    private final LoopUsage two = new LoopUsage(Runnable::run);
    private final List<UsageRecord> appended = new CopyOnWriteArrayList<>();
    private final FailedThreads failures = new FailedThreads();
    private volatile boolean isKafkaAway;
    private final UsageReporter reporter = new UsageReporter(
            this::append,
            new UsageReporter.Reporter("gateway-1", "incarnation-1", "Default"),
            List.of(one, two),
            new SetClock(now::get),
            new ServiceThreads(failures));

    @AfterEach
    void stop() {
        reporter.close();
        assertThat(failures.all()).isEmpty();
    }

    @Test
    void aMinuteIsTheSumOfAllLoopsAndSoFar() throws Exception {
        // Given
        UsageCounter first = one.open(GOLD);
        UsageCounter second = two.open(GOLD);
        first.onDelivery(100, false);
        second.onDelivery(50, true);

        // When
        UsageRecord before = flush().getLast();
        second.onDelivery(7, true);
        two.close(second, CloseReason.CLIENT);
        UsageRecord after = flush().getLast();

        // Then
        assertThat(before).isEqualTo(record(100 * MINUTE, "AsyncGold", 2, 150, 1, 2, Map.of(), 2));
        assertThat(after).isEqualTo(record(100 * MINUTE, "AsyncGold", 3, 157, 2, 2, Map.of("client", 1L), 1));
        assertThat(after.key()).isEqualTo(before.key());
    }

    @Test
    void whatHasNotChangedIsNotWrittenAgain() throws Exception {
        one.open(GOLD).onDelivery(1, false);
        flush();

        assertThat(flush()).hasSize(1);
    }

    @Test
    void anEventCountsInTheMinuteThatBeganBeforeItWasAskedFor() throws Exception {
        // Given
        UsageCounter counter = one.open(GOLD);
        counter.onDelivery(1, false);

        // When
        now.set(101 * MINUTE);
        flush();
        counter.onDelivery(2, false);
        now.addAndGet(10_000);
        flush();

        // Then
        assertThat(appended)
                .containsExactly(
                        record(100 * MINUTE, "AsyncGold", 1, 1, 0, 1, Map.of(), 1),
                        record(101 * MINUTE, "AsyncGold", 1, 2, 0, 0, Map.of(), 1));
    }

    @Test
    void aStreamWithoutAnEventIsSeenInEachMinute() throws Exception {
        one.open(GOLD);
        now.set(101 * MINUTE);
        flush();

        now.set(102 * MINUTE);
        flush();

        assertThat(appended.getLast()).isEqualTo(record(101 * MINUTE, "AsyncGold", 0, 0, 0, 0, Map.of(), 1));
    }

    /** In one record: two keys are one series, and what an older reader reads of it stays what it was. */
    @Test
    void keysAreNamedInEachMinuteInWhichTheyHadAStream() throws Exception {
        // Given
        UsageCounter token = one.open(GOLD);
        UsageCounter first = one.open(dimensions("AsyncGold", "key-1"));
        UsageCounter second = two.open(dimensions("AsyncGold", "key-2"));
        token.onDelivery(1, false);
        first.onDelivery(10, false);
        second.onDelivery(100, false);
        now.set(101 * MINUTE);
        flush();

        // When
        two.close(second, CloseReason.CLIENT);
        flush();
        now.set(102 * MINUTE);
        flush();
        first.onDelivery(20, false);
        now.set(103 * MINUTE);
        flush();

        // Then
        assertThat(appended)
                .containsExactly(
                        record(100 * MINUTE, "AsyncGold", 3, 111, 0, 3, Map.of(), 3, "key-1", "key-2"),
                        record(101 * MINUTE, "AsyncGold", 0, 0, 0, 0, Map.of("client", 1L), 2, "key-2"),
                        record(101 * MINUTE, "AsyncGold", 0, 0, 0, 0, Map.of("client", 1L), 2, "key-1", "key-2"),
                        record(102 * MINUTE, "AsyncGold", 1, 20, 0, 0, Map.of(), 2, "key-1"));
    }

    @Test
    void aKeyWhoseStreamGetsAnotherPlanIsNamedWithBoth() throws Exception {
        UsageCounter counter = one.open(dimensions("AsyncGold", "key-1"));
        flush();

        one.move(counter, dimensions("AsyncSilver", "key-1"));

        assertThat(flush().stream().skip(1))
                .containsExactlyInAnyOrder(
                        record(100 * MINUTE, "AsyncGold", 0, 0, 0, 1, Map.of(), 0, "key-1"),
                        record(100 * MINUTE, "AsyncSilver", 0, 0, 0, 0, Map.of(), 1, "key-1"));
    }

    @Test
    void aStreamOfAKeyIsItsApplications() throws Exception {
        Grant.ApiKey key = new Grant.ApiKey("application-1", "key-1", "hash", Long.MAX_VALUE, List.of());
        Grant grant =
                new Grant("api-1", "/*", KeyType.PRODUCTION, Transport.HTTP, InetAddress.getLoopbackAddress(), key);

        UsageDimensions dimensions = UsageDimensions.of(grant, List.of());

        assertThat(dimensions.applicationId()).isEqualTo("application-1");
        assertThat(dimensions.apiKeyId()).isEqualTo("key-1");
    }

    @Test
    void whatHasNoStreamAnyMoreIsForgottenAfterItsLastRecord() throws Exception {
        one.close(one.open(GOLD), CloseReason.DRAIN);
        now.set(101 * MINUTE);
        assertThat(flush()).hasSize(1);
        await().atMost(SOON).until(() -> reporter.kept() == 0);

        now.set(102 * MINUTE);

        assertThat(flush()).hasSize(1);
    }

    @Test
    void aStreamThatGetsAnotherPlanCountsOnItFromThenOn() throws Exception {
        // Given
        UsageCounter counter = one.open(GOLD);
        counter.onDelivery(1, false);

        // When
        UsageCounter moved = one.move(counter, SILVER);
        moved.onDelivery(2, false);
        one.close(moved, CloseReason.CLIENT);

        // Then
        assertThat(one.move(moved, SILVER)).isSameAs(moved);
        assertThat(flush())
                .containsExactlyInAnyOrder(
                        record(100 * MINUTE, "AsyncGold", 1, 1, 0, 1, Map.of(), 0),
                        record(100 * MINUTE, "AsyncSilver", 1, 2, 0, 0, Map.of("client", 1L), 0));
    }

    @Test
    void aClockThatIsSetBackNeverBeginsAMinuteAnew() throws Exception {
        UsageCounter counter = one.open(GOLD);
        counter.onDelivery(1, false);
        now.set(101 * MINUTE);
        flush();
        counter.onDelivery(2, false);
        flush();

        now.set(100 * MINUTE + 30_000);
        flush();
        counter.onDelivery(3, false);
        flush();

        assertThat(appended.getLast()).isEqualTo(record(101 * MINUTE, "AsyncGold", 2, 5, 0, 0, Map.of(), 1));
    }

    @Test
    void whatKafkaDidNotTakeComesWhenItIsBack() throws Exception {
        // Given
        isKafkaAway = true;
        UsageCounter counter = one.open(GOLD);
        counter.onDelivery(1, false);
        now.set(101 * MINUTE);
        flush();
        counter.onDelivery(2, false);
        now.set(102 * MINUTE);
        flush();
        appended.clear();

        // When
        isKafkaAway = false;
        flush();

        // Then
        assertThat(appended)
                .containsExactly(
                        record(100 * MINUTE, "AsyncGold", 1, 1, 0, 1, Map.of(), 1),
                        record(101 * MINUTE, "AsyncGold", 1, 2, 0, 0, Map.of(), 1));
        assertThat(reporter.written()).isEqualTo(2);
    }

    @Test
    void whileKafkaIsAwayAnHourIsKept() throws Exception {
        // Given
        isKafkaAway = true;
        UsageCounter counter = one.open(GOLD);
        for (int minute = 100; minute < 170; minute++) {
            counter.onDelivery(1, false);
            now.set((minute + 1) * MINUTE);
            flush();
        }
        appended.clear();

        // When
        isKafkaAway = false;
        flush();

        // Then
        assertThat(reporter.dropped()).isEqualTo(10);
        assertThat(appended).hasSize(60);
        assertThat(appended.getFirst().minute()).isEqualTo(110 * MINUTE);
    }

    private CompletionStage<?> append(UsageRecord record) {
        appended.add(record);
        return isKafkaAway
                ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                : CompletableFuture.completedFuture(null);
    }

    private List<UsageRecord> flush() throws InterruptedException {
        reporter.flush(SOON);
        return appended;
    }

    private static UsageDimensions dimensions(String plan) {
        return dimensions(plan, null);
    }

    private static UsageDimensions dimensions(String plan, @Nullable String apiKey) {
        return new UsageDimensions("api-1", "/*", "application-1", "subscription-1", plan, KeyType.PRODUCTION, apiKey);
    }

    private static UsageRecord record(
            long minute,
            String plan,
            long events,
            long bytes,
            long replayed,
            long opened,
            Map<String, Long> closed,
            int open,
            String... apiKeys) {
        return new UsageRecord(
                UsageRecord.SCHEMA,
                minute,
                "gateway-1",
                "incarnation-1",
                "Default",
                "api-1",
                "/*",
                "application-1",
                "subscription-1",
                plan,
                KeyType.PRODUCTION,
                events,
                bytes,
                replayed,
                opened,
                closed,
                open,
                List.of(apiKeys));
    }
}
