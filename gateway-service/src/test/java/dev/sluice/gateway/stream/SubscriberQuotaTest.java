package dev.sluice.gateway.stream;

import static dev.sluice.gateway.stream.TestLoop.GENERATION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.quota.LoopQuotas;
import dev.sluice.gateway.quota.PlanCounter;
import dev.sluice.gateway.quota.Plans;
import dev.sluice.gateway.quota.QuotaTable;
import dev.sluice.gateway.quota.StreamQuota;
import dev.sluice.gateway.stream.TestLoop.Row;
import dev.sluice.model.api.TopicStreaming.Heartbeat;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.model.event.EventId;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.quota.WindowUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan lets through to real subscribers. How a backend ends its lines is no matter here: what comes are records. */
class SubscriberQuotaTest {
    private static final long[] RINGS = {0, 200, 1 << 20};

    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-11-30T10:20:30Z").toEpochMilli());
    private final QuotaTable table = new QuotaTable(now::get, () -> 20_000);
    private final LoopQuotas quotas = table.forLoop();

    /** A thousand times each, on two loops at once that share nothing but the counter. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void onSeveralLoopsAtOnceTheQuotaIsReachedExactly(int quota) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int run = 0; run < 1000; run++) {
                QuotaTable shared = new QuotaTable(now::get, () -> 20_000);
                List<LoopQuotas> loops = List.of(shared.forLoop(), shared.forLoop());
                CyclicBarrier together = new CyclicBarrier(loops.size());
                List<PlanCounter> counters = Plans.subscription(Plans.events(quota, WindowUnit.DAY));

                List<Future<List<TestOutlet>>> results = new ArrayList<>();
                for (LoopQuotas loop : loops) {
                    results.add(threads.submit(() -> deliver(loop, counters, together)));
                }
                List<TestOutlet> clients = new ArrayList<>();
                for (Future<List<TestOutlet>> result : results) {
                    clients.addAll(result.get(30, TimeUnit.SECONDS));
                }

                assertThat(clients.stream().mapToInt(client -> client.data().size()))
                        .as("run " + run)
                        .satisfies(counts -> assertThat(counts.stream()
                                        .mapToInt(Integer::intValue)
                                        .sum())
                                .isEqualTo(quota));
                assertThat(clients).as("run " + run).allSatisfy(client -> {
                    assertThat(client.ended).isEqualTo(CloseReason.QUOTA);
                    assertThat(client.taken.getLast()).contains("event: sluice.quota");
                });
            }
        }
    }

    private static List<TestOutlet> deliver(LoopQuotas quotas, List<PlanCounter> counters, CyclicBarrier together)
            throws Exception {
        TestLoop loop = new TestLoop(1 << 20);
        loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        List<TestOutlet> clients = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            clients.add(open(loop, loop.plan(new StartPosition.Unspecified()), requireNonNull(quotas.open(counters))));
        }
        together.await(30, TimeUnit.SECONDS);
        for (int i = 2; i < 8; i++) {
            loop.append(RecordKind.EVENT, GENERATION, i, 0);
            loop.tailAll();
            quotas.onTick();
            loop.runAll();
        }
        together.await(30, TimeUnit.SECONDS);
        // As twice a second: one that has waited for what the other loop had leased, and did not use, learns it so.
        if (quotas.hasNews()) {
            clients.forEach(client -> client.subscriber().onQuotaNews());
        }
        loop.feed.release();
        return clients;
    }

    @Test
    void afterTheLastAllowedEventTheStreamEndsAtOnceAndTheIdIsThatOfTheEvent() {
        TestLoop loop = new TestLoop(1 << 20);
        loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        TestOutlet client = open(loop, loop.plan(new StartPosition.Unspecified()), limited(2));

        loop.append(RecordKind.EVENT, GENERATION, 2, 0);
        Row last = loop.append(RecordKind.EVENT, GENERATION, 3, 0);
        loop.tailAll();

        assertThat(client.data()).containsExactly("e2", "e3");
        assertThat(client.ended).isEqualTo(CloseReason.QUOTA);
        assertThat(client.taken.getLast())
                .isEqualTo("id: " + new EventId(GENERATION, 3, last.offset() + 1) + "\nevent: sluice.quota\ndata: "
                        + "{\"plan\":\"Gold\",\"limit\":2,\"unit\":\"DAY\",\"resetsAt\":\"2026-12-01T00:00:00Z\"}\n\n");
        assertThat(client.taken).contains("retry: 20000\n");
        assertThat(loop.counters.closed(CloseReason.QUOTA)).isEqualTo(1);
    }

    /** Gaps, ends, heartbeats and what is said of the stream cost nothing. */
    @Test
    void onlyEventsOfTheBackendCount() {
        TestLoop loop = new TestLoop(1 << 20);
        loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        TestOutlet client = open(loop, loop.plan(new StartPosition.Unspecified()), limited(2));

        loop.append(RecordKind.GAP, GENERATION, 2, 0);
        loop.append(RecordKind.EVENT, GENERATION, 3, 0);
        loop.append(RecordKind.GAP, GENERATION, 4, 0);
        loop.append(RecordKind.EVENT, GENERATION, 9, 0);
        loop.tailAll();

        assertThat(client.data()).containsExactly("e3", "e9");
        assertThat(client.control("sluice.gap")).hasSize(3);
    }

    @Test
    void withoutControlEventsTheStreamIsClosedWithoutAWord() {
        TestLoop loop = new TestLoop(1 << 20);
        Row first = loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.append(RecordKind.EVENT, GENERATION, 2, 0);
        loop.append(RecordKind.EVENT, GENERATION, 3, 0);
        loop.tailAll();
        StreamTerms plain = new StreamTerms(false, SlowClient.REPLAY, 3000, Heartbeat.COMMENT, limited(1));

        TestOutlet client = loop.open(loop.plan(TestLoop.after(first)), false, plain);

        assertThat(String.join("", client.taken))
                .isEqualTo("retry: 3000\nid: aaaaaaaaaa.2.1\nevent: type-2\ndata: e2\n\n");
        assertThat(client.ended).isEqualTo(CloseReason.QUOTA);
    }

    /** Window after window, from the ring, from the log, and in any order of chunks and of what clients take. */
    @Test
    void aClientThatComesBackInEachWindowGetsEachEventOnce() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            TestLoop loop = new TestLoop(RINGS[random.nextInt(RINGS.length)]);
            Row last = loop.append(RecordKind.EVENT, GENERATION, 1, 0);
            int events = 40;
            for (int i = 2; i <= events; i++) {
                loop.append(RecordKind.EVENT, GENERATION, i, random.nextInt(3));
            }
            loop.tailAll();

            List<String> received = new ArrayList<>();
            for (int window = 0; received.size() < events - 1; window++) {
                assertThat(window).as("seed " + seed).isLessThan(events);
                TestOutlet client = open(loop, loop.plan(TestLoop.after(last)), limited(3));
                loop.runAll();
                assertThat(client.data()).as("seed " + seed).isNotEmpty().hasSizeLessThanOrEqualTo(3);
                received.addAll(client.data());
                long sequence = Long.parseLong(received.getLast().substring(1));
                last = new Row(RecordKind.EVENT, GENERATION, sequence, 0);
                now.addAndGet(TimeUnit.DAYS.toMillis(1));
            }

            assertThat(received)
                    .as("seed " + seed)
                    .isEqualTo(LongStream.rangeClosed(2, events)
                            .mapToObj(sequence -> "e" + sequence)
                            .toList());
            loop.feed.release();
        }
    }

    /** It holds the cursor, whether it reads in the ring or in the log; nothing is lost, doubled or reported as a gap. */
    @ParameterizedTest
    @CsvSource({"REPLAY, 0", "REPLAY, 200", "REPLAY, 1048576", "CLOSE, 200", "GAP, 1048576", "CONFLATE, 1048576"})
    void aBurstPacesAndNeverCloses(SlowClient policy, long ring) {
        TestLoop loop = new TestLoop(ring);
        Row first = loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        for (int i = 2; i <= 30; i++) {
            loop.append(RecordKind.EVENT, GENERATION, i, 2);
        }
        loop.tailAll();
        StreamQuota paced = requireNonNull(quotas.open(Plans.subscription(Plans.burst(4, WindowUnit.SECOND))));
        StreamTerms terms = new StreamTerms(true, policy, 3000, Heartbeat.COMMENT, paced);

        TestOutlet client = loop.open(loop.plan(TestLoop.after(first)), false, terms);
        List<Integer> sizes = new ArrayList<>();
        for (int second = 0; second < 15; second++) {
            if (second == 3) {
                for (int i = 31; i <= 41; i++) {
                    loop.append(RecordKind.EVENT, GENERATION, i, 0);
                    loop.tailAll();
                }
            }
            loop.runAll();
            sizes.add(client.data().size());
            now.addAndGet(1000);
            loop.letTimePass();
            client.wake();
        }

        assertThat(client.ended).isNull();
        assertThat(sizes.subList(0, 10)).containsExactly(4, 8, 12, 16, 20, 24, 28, 32, 36, 40);
        assertThat(client.data())
                .isEqualTo(LongStream.rangeClosed(2, 41)
                        .mapToObj(sequence -> "e" + sequence)
                        .toList());
        assertThat(client.control("sluice.gap")).isEmpty();
        assertThat(client.control("sluice.live")).hasSize(1);
        loop.feed.release();
    }

    /** In the log, which has left the small ring, as in the ring. */
    @ParameterizedTest
    @ValueSource(ints = {200, 1 << 20})
    void aPlanThatChangesFreesAClientThatItHeldBackAtOnce(int ringBytes) {
        // Given
        TestLoop loop = new TestLoop(ringBytes);
        Row first = loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        for (int i = 2; i <= 30; i++) {
            loop.append(RecordKind.EVENT, GENERATION, i, 2);
        }
        loop.tailAll();
        StreamQuota paced = requireNonNull(quotas.open(Plans.subscription(Plans.burst(4, WindowUnit.MINUTE))));
        StreamTerms terms = new StreamTerms(true, SlowClient.REPLAY, 3000, Heartbeat.COMMENT, paced);
        TestOutlet client = loop.open(loop.plan(TestLoop.after(first)), false, terms);
        loop.runAll();
        assertThat(client.data()).hasSize(4);

        // When
        client.subscriber().setQuota(null);
        client.subscriber().advance();
        loop.runAll();

        // Then
        assertThat(client.data()).hasSize(29).endsWith("e30");
        loop.feed.release();
    }

    /** It may have left long before its plan lets it go on: neither a timer nor a request may keep it. */
    @ParameterizedTest
    @ValueSource(ints = {200, 1 << 20})
    void aClientThatIsHeldBackForLongIsLookedAtEachSecond(int ringBytes) {
        TestLoop loop = new TestLoop(ringBytes);
        Row first = loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        for (int i = 2; i <= 30; i++) {
            loop.append(RecordKind.EVENT, GENERATION, i, 2);
        }
        loop.tailAll();
        StreamQuota paced = requireNonNull(quotas.open(Plans.subscription(Plans.burst(4, WindowUnit.DAY))));
        StreamTerms terms = new StreamTerms(true, SlowClient.REPLAY, 3000, Heartbeat.COMMENT, paced);

        TestOutlet client = loop.open(loop.plan(TestLoop.after(first)), false, terms);
        loop.runAll();

        assertThat(client.data()).hasSize(4);
        assertThat(client.wakeMillis).isBetween(1L, 1000L);
        assertThat(loop.waiting()).isZero();
        loop.feed.release();
    }

    /** What the ring has let go meanwhile is read in the log. */
    @ParameterizedTest
    @EnumSource
    void aClientThatItsPlanHoldsBackIsNotSlow(SlowClient policy) {
        TestLoop loop = new TestLoop(200);
        loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        StreamQuota paced = requireNonNull(quotas.open(Plans.subscription(Plans.burst(2, WindowUnit.SECOND))));
        StreamTerms terms = new StreamTerms(true, policy, 3000, Heartbeat.COMMENT, paced);
        TestOutlet client = loop.open(loop.plan(new StartPosition.Unspecified()), false, terms);

        for (int i = 2; i <= 9; i++) {
            loop.append(RecordKind.EVENT, GENERATION, i, 0);
        }
        loop.tailAll();
        for (int second = 0; second < 4; second++) {
            now.addAndGet(1000);
            loop.letTimePass();
            client.wake();
            loop.runAll();
        }

        assertThat(client.ended).isNull();
        assertThat(client.data()).containsExactly("e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9");
        assertThat(client.control("sluice.gap")).isEmpty();
        loop.feed.release();
    }

    /** It is still on its way when the change comes, or when the others on its loop have their turn. */
    @ParameterizedTest
    @EnumSource
    void aClientThatWasHeldBackIsNotSlowUntilItHasCaughtUp(SlowClient policy) {
        TestLoop loop = new TestLoop(2000);
        loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        StreamQuota paced = requireNonNull(quotas.open(Plans.subscription(Plans.burst(2, WindowUnit.MINUTE))));
        StreamTerms terms = new StreamTerms(true, policy, 3000, Heartbeat.COMMENT, paced);
        TestOutlet client = loop.open(loop.plan(new StartPosition.Unspecified()), false, terms);
        append(loop, 2, 20);
        StreamQuota larger = quotas.change(paced, Plans.subscription(Plans.burst(30, WindowUnit.MINUTE)));
        client.subscriber().setQuota(larger);
        client.subscriber().advance();
        assertThat(client.data()).as("its turn is over").hasSizeBetween(3, 18);

        append(loop, 21, 90);
        client.subscriber().setQuota(null);
        loop.runAll();

        assertThat(client.ended).isNull();
        assertThat(client.control("sluice.gap")).isEmpty();
        assertThat(client.data()).hasSize(89).endsWith("e90");
        loop.feed.release();
    }

    /** A quota that others have used up before its first event leaves a client with the place from which to go on. */
    @Test
    void aStreamThatEndsBeforeItsFirstEventHasAnId() {
        TestLoop loop = new TestLoop(1 << 20);
        TestOutlet client = open(loop, loop.plan(new StartPosition.Unspecified()), limited(1));
        StreamQuota other = limited(1);
        other.allows(1);
        other.use(1);

        Row first = loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();

        assertThat(client.data()).isEmpty();
        assertThat(client.control("sluice.quota"))
                .singleElement()
                .asString()
                .startsWith("id: " + new EventId(GENERATION, 0, first.offset()));
    }

    @Test
    void aStreamIsToldOnceThatLittleIsLeftAndEndsWhenOthersUseTheRest() {
        TestLoop loop = new TestLoop(1 << 20);
        loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        TestOutlet client = open(loop, loop.plan(new StartPosition.Unspecified()), limited(5));
        for (int i = 2; i <= 5; i++) {
            loop.append(RecordKind.EVENT, GENERATION, i, 0);
            loop.tailAll();
        }
        StreamQuota other = limited(5);

        assertThat(client.control("sluice.status"))
                .singleElement()
                .asString()
                .contains("\"upstream\":\"live\"", "\"reason\":\"quota-low\"");
        other.allows(1);
        other.use(1);
        assertThat(quotas.hasNews()).isTrue();
        client.subscriber().onQuotaNews();

        assertThat(client.data()).hasSize(4);
        assertThat(client.ended).isEqualTo(CloseReason.QUOTA);
        assertThat(client.control("sluice.quota")).hasSize(1);
    }

    @Test
    void aSmallerPlanHoldsForAnOpenStreamAndALargerOneLetsItGoOn() {
        TestLoop loop = new TestLoop(1 << 20);
        loop.append(RecordKind.EVENT, GENERATION, 1, 0);
        loop.tailAll();
        StreamQuota before = limited(100);
        TestOutlet client = open(loop, loop.plan(new StartPosition.Unspecified()), before);
        append(loop, 2, 4);

        StreamQuota larger = quotas.change(before, Plans.subscription(Plans.events(200, WindowUnit.DAY)));
        client.subscriber().setQuota(larger);
        client.subscriber().onQuotaNews();
        append(loop, 5, 6);
        assertThat(client.ended).isNull();
        StreamQuota smaller = quotas.change(larger, Plans.subscription(Plans.events(3, WindowUnit.DAY)));
        client.subscriber().setQuota(smaller);
        client.subscriber().onQuotaNews();

        assertThat(client.data()).containsExactly("e2", "e3", "e4", "e5", "e6");
        assertThat(client.ended).isEqualTo(CloseReason.QUOTA);
    }

    private void append(TestLoop loop, int from, int to) {
        for (int i = from; i <= to; i++) {
            loop.append(RecordKind.EVENT, GENERATION, i, 0);
            loop.tailAll();
        }
        quotas.onTick();
        quotas.onTick();
    }

    private StreamQuota limited(long events) {
        return requireNonNull(quotas.open(Plans.subscription(Plans.events(events, WindowUnit.DAY))));
    }

    private static TestOutlet open(TestLoop loop, ResumePlan plan, StreamQuota quota) {
        return loop.open(plan, false, new StreamTerms(true, SlowClient.REPLAY, 3000, Heartbeat.COMMENT, quota));
    }
}
