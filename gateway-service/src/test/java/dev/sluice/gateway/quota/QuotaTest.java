package dev.sluice.gateway.quota;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.access.AccessRecord.Burst;
import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.Plan;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import dev.sluice.model.quota.Period;
import dev.sluice.model.quota.Window;
import dev.sluice.model.quota.WindowUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan leaves to the streams of a gateway, with a clock of the test's. */
class QuotaTest {
    private static final int SIZE = 100;

    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-11-30T10:20:30Z").toEpochMilli());
    private final QuotaTable table = new QuotaTable(now::get, () -> 20_000);
    private final LoopQuotas one = table.forLoop();
    private final LoopQuotas two = table.forLoop();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000, 100_000})
    void soManyEventsAreAllowedAndNotOneMoreWhicheverLoopsTheyAreSentOn(int quota) {
        List<PlanCounter> counters = Plans.subscription(Plans.events(quota, WindowUnit.DAY));
        List<StreamQuota> streams = List.of(open(one, counters), open(two, counters), open(one, counters));

        int sent = 0;
        int refused = 0;
        for (int i = 0; refused < 3 * streams.size(); i++) {
            StreamQuota stream = streams.get(i % 3);
            switch (stream.allows(SIZE)) {
                case GRANTED -> {
                    sent++;
                    stream.use(SIZE);
                }
                case WAIT -> tick();
                case REACHED -> refused++;
            }
        }

        assertThat(sent).isEqualTo(quota);
        assertThat(streams).allSatisfy(stream -> assertThat(stream.reached()).isNotNull());
    }

    @Test
    void theLastAllowedEventSaysThatItWasTheLastOne() {
        StreamQuota stream = open(one, Plans.subscription(Plans.events(2, WindowUnit.DAY)));

        assertThat(send(stream)).isTrue();
        assertThat(stream.reached()).isNull();
        stream.allows(SIZE);

        assertThat(stream.use(SIZE)).isTrue();
        assertThat(stream.reached())
                .isEqualTo(new QuotaReached("s:subscription", "Gold", 2, "DAY", Instant.parse("2026-12-01T00:00:00Z")));
        assertThat(requireNonNull(stream.reached()).retryAfterSeconds(now.get()))
                .isEqualTo(13 * 3600 + 39 * 60 + 30);
    }

    @ParameterizedTest
    @CsvSource({
        "MINUTE, 2026-11-30T10:20:59.999Z, 2026-11-30T10:21:00Z",
        "HOUR, 2026-11-30T10:59:59.999Z, 2026-11-30T11:00:00Z",
        "DAY, 2026-11-30T23:59:59.999Z, 2026-12-01T00:00:00Z",
        "MONTH, 2027-02-28T23:59:59.999Z, 2027-03-01T00:00:00Z",
        "MONTH, 2028-02-29T23:59:59.999Z, 2028-03-01T00:00:00Z",
        "MONTH, 2026-12-31T23:59:59.999Z, 2027-01-01T00:00:00Z",
        "YEAR, 2026-12-31T23:59:59.999Z, 2027-01-01T00:00:00Z"
    })
    void aNewWindowBeginsByTheCalendarAndNotAMillisecondSooner(WindowUnit unit, Instant last, Instant next) {
        StreamQuota stream = open(one, Plans.subscription(Plans.events(1, unit)));
        now.set(last.toEpochMilli());
        assertThat(send(stream)).isTrue();

        assertThat(stream.allows(SIZE)).isEqualTo(Allowance.REACHED);
        assertThat(requireNonNull(stream.reached()).resetsAt()).isEqualTo(next);
        now.set(next.toEpochMilli());

        assertThat(stream.reached()).isNull();
        assertThat(send(stream)).isTrue();
        assertThat(stream.allows(SIZE)).isEqualTo(Allowance.REACHED);
    }

    /** Of a thousand a loop has some in advance: they are of the window in which they were leased. */
    @Test
    void whatWasLeasedInOneWindowIsNotUsedInTheNext() {
        StreamQuota stream = open(one, Plans.subscription(Plans.events(1000, WindowUnit.MINUTE)));
        send(stream);
        now.addAndGet(60_000);

        int sent = 0;
        while (send(stream)) {
            sent++;
        }

        assertThat(sent).isEqualTo(1000);
    }

    @Test
    void aClockThatIsSetBackALittleOpensNoWindowTwice() {
        StreamQuota stream = open(one, Plans.subscription(Plans.events(1, WindowUnit.MINUTE)));
        now.set(Instant.parse("2026-11-30T10:21:00Z").toEpochMilli());
        send(stream);

        now.addAndGet(-500);

        assertThat(stream.allows(SIZE)).isEqualTo(Allowance.REACHED);
    }

    @Test
    void theStrictestOfSeveralLimitsWinsAndIsNamed() {
        Plan subscription = Plans.of(
                "Gold",
                List.of(
                        new PlanLimit(LimitType.EVENTS, 3, WindowUnit.MINUTE, 5),
                        new PlanLimit(LimitType.EVENTS, 5, WindowUnit.DAY, 1)),
                null);
        List<PlanCounter> counters = List.of(
                new PlanCounter("s:1", subscription),
                new PlanCounter("a:1", Plans.of("10PerHour", List.of(events(4, WindowUnit.HOUR)), null)));
        StreamQuota stream = open(one, counters);

        assertThat(sendAll(stream)).isEqualTo(3);
        assertThat(requireNonNull(stream.reached()).unit()).isEqualTo("5 MINUTE");
        assertThat(requireNonNull(stream.left()).plan()).isEqualTo("Gold");
        now.addAndGet(300_000);
        assertThat(sendAll(stream)).isEqualTo(1);
        assertThat(requireNonNull(stream.reached()).counter()).isEqualTo("a:1");
        now.addAndGet(3_600_000);
        assertThat(sendAll(stream)).isEqualTo(1);

        assertThat(requireNonNull(stream.reached()).unit()).isEqualTo("DAY");
    }

    @Test
    void whatOneCounterRefusesTheOtherDoesNotLose() {
        List<PlanCounter> both = List.of(
                new PlanCounter("s:1", Plans.events(2, WindowUnit.DAY)),
                new PlanCounter("a:1", Plans.events(1, WindowUnit.DAY)));
        StreamQuota stream = open(one, both);
        StreamQuota other = open(two, List.of(new PlanCounter("s:1", Plans.events(2, WindowUnit.DAY))));

        assertThat(sendAll(stream)).isEqualTo(1);
        tick();
        tick();

        assertThat(sendAll(other)).isEqualTo(1);
    }

    /** The size of an event is not known before: the one that reaches the limit is sent whole, and is one on all loops. */
    @Test
    void bytesAreLimitedByTheEventThatReachesTheLimit() {
        List<PlanCounter> counters = Plans.subscription(Plans.bytes(250, WindowUnit.DAY));
        StreamQuota first = open(one, counters);
        StreamQuota second = open(two, counters);

        assertThat(send(first)).isTrue();
        assertThat(send(second)).isTrue();
        assertThat(first.allows(SIZE)).isEqualTo(Allowance.GRANTED);
        assertThat(second.allows(SIZE)).isEqualTo(Allowance.WAIT);
        assertThat(first.use(SIZE)).isTrue();

        assertThat(first.reached()).isNotNull();
        now.addAndGet(QuotaTable.TICK_MILLIS);
        assertThat(second.allows(1)).isEqualTo(Allowance.REACHED);
    }

    @Test
    void anEventThatIsLargerThanTheLimitIsSentInAWindowOfItsOwn() {
        StreamQuota stream = open(one, Plans.subscription(Plans.bytes(10, WindowUnit.MINUTE)));

        assertThat(sendAll(stream)).isEqualTo(1);
        now.addAndGet(60_000);

        assertThat(sendAll(stream)).isEqualTo(1);
    }

    @Test
    void aBurstPacesAndSaysUntilWhen() {
        StreamQuota stream = open(one, Plans.subscription(Plans.burst(10, WindowUnit.SECOND)));
        now.addAndGet(300);

        int sent = 0;
        while (stream.allows(SIZE) == Allowance.GRANTED) {
            stream.use(SIZE);
            sent++;
        }

        assertThat(sent).isEqualTo(10);
        assertThat(stream.allows(SIZE)).isEqualTo(Allowance.WAIT);
        assertThat(stream.waitMillis()).isEqualTo(700);
        assertThat(stream.reached()).isNull();
        now.addAndGet(700);
        assertThat(stream.allows(SIZE)).isEqualTo(Allowance.GRANTED);
        assertThat(changed()).isEmpty();
    }

    @Test
    void aPlanThatDoesNotStopOnlyCounts() {
        StreamQuota stream = open(one, Plans.subscription(Plans.onlyCounting(3)));

        for (int i = 0; i < 10; i++) {
            assertThat(send(stream)).isTrue();
        }
        tick();

        assertThat(stream.reached()).isNull();
        assertThat(stream.becomesLow()).isFalse();
        assertThat(stream.left()).isNull();
        assertThat(changed()).singleElement().extracting(OwnUse::events).isEqualTo(10L);
    }

    @Test
    void anotherPlanHoldsAtOnceAndWhatWasUsedStaysUsed() {
        StreamQuota stream = open(one, Plans.subscription(Plans.events(1000, WindowUnit.DAY)));
        StreamQuota idle = open(two, Plans.subscription(Plans.events(1000, WindowUnit.DAY)));
        for (int i = 0; i < 5; i++) {
            send(stream);
        }
        two.hasNews();

        StreamQuota smaller = requireNonNull(one.change(stream, Plans.subscription(Plans.events(5, WindowUnit.DAY))));
        tick();

        assertThat(smaller.allows(SIZE)).isEqualTo(Allowance.REACHED);
        assertThat(two.hasNews()).isTrue();
        assertThat(idle.allows(SIZE)).isEqualTo(Allowance.REACHED);
        StreamQuota larger = requireNonNull(one.change(smaller, Plans.subscription(Plans.events(7, WindowUnit.DAY))));
        assertThat(sendAll(larger)).isEqualTo(2);
        assertThat(one.change(larger, Plans.subscription(Plans.events(7, WindowUnit.DAY))))
                .isSameAs(larger);
        assertThat(one.change(larger, List.of())).isNull();
    }

    @Test
    void whatOtherGatewaysHaveDeliveredCountsOnceAndIsSetNotAdded() {
        StreamQuota stream = open(one, Plans.subscription(Plans.events(10, WindowUnit.DAY)));
        Window window = new Period(WindowUnit.DAY, 1).windowAt(Instant.ofEpochMilli(now.get()));
        Window yesterday = new Period(WindowUnit.DAY, 1)
                .windowAt(Instant.ofEpochMilli(now.get()).minusSeconds(86_400));

        table.setRemote("s:subscription", yesterday, "gateway-2", "a", 9, 900);
        table.setRemote("s:subscription", window, "gateway-2", "a", 3, 300);
        table.setRemote("s:subscription", window, "gateway-2", "a", 4, 400);
        table.setRemote("s:subscription", window, "gateway-2", "b", 3, 300);

        assertThat(sendAll(stream)).isEqualTo(3);
        assertThat(changed()).containsExactly(new OwnUse("s:subscription", window, 3, 300));
        assertThat(changed()).isEmpty();
    }

    @Test
    void anOldReportThatIsReadAgainGivesNothingBack() {
        StreamQuota stream = open(one, Plans.subscription(Plans.events(10, WindowUnit.DAY)));
        Window window = new Period(WindowUnit.DAY, 1).windowAt(Instant.ofEpochMilli(now.get()));
        table.setRemote("s:subscription", window, "gateway-2", "a", 9, 900);

        table.setRemote("s:subscription", window, "gateway-2", "a", 2, 200);

        assertThat(sendAll(stream)).isEqualTo(1);
    }

    @Test
    void aBurstIsThatOfThisGatewayAlsoInTheWindowOfALimit() {
        Plan plan = Plans.of("Both", List.of(events(1000, WindowUnit.MINUTE)), new Burst(10, WindowUnit.MINUTE, 1));
        StreamQuota stream = open(one, Plans.subscription(plan));
        Window window = new Period(WindowUnit.MINUTE, 1).windowAt(Instant.ofEpochMilli(now.get()));
        table.setRemote("s:subscription", window, "gateway-2", "a", 10, 1000);

        int sent = 0;
        while (send(stream)) {
            sent++;
        }

        assertThat(sent).isEqualTo(10);
    }

    @Test
    void aLimitThatOthersReachEndsTheStreamsHere() {
        StreamQuota stream = open(one, Plans.subscription(Plans.events(1000, WindowUnit.DAY)));
        send(stream);
        one.hasNews();
        assertThat(one.hasNews()).isFalse();
        Window window = new Period(WindowUnit.DAY, 1).windowAt(Instant.ofEpochMilli(now.get()));

        table.setRemote("s:subscription", window, "gateway-2", "a", 1000, 1);

        assertThat(one.hasNews()).isTrue();
        assertThat(stream.reached()).isNotNull();
        tick();
        assertThat(stream.allows(SIZE)).isEqualTo(Allowance.REACHED);
    }

    @Test
    void whatWasReportedBeforeAStreamCameCounts() {
        Window window = new Period(WindowUnit.YEAR, 1).windowAt(Instant.ofEpochMilli(now.get()));
        table.setRemote("s:subscription", window, "gateway-1", "an earlier life", 9, 900);
        for (int i = 0; i < 100; i++) {
            tick();
        }

        StreamQuota stream = open(one, Plans.subscription(Plans.events(10, WindowUnit.YEAR)));

        assertThat(sendAll(stream)).isEqualTo(1);
    }

    @Test
    void fromEightyPercentOnEachStreamIsToldOnceAWindow() {
        StreamQuota stream = open(one, Plans.subscription(Plans.events(10, WindowUnit.MINUTE)));
        StreamQuota other = open(two, Plans.subscription(Plans.events(10, WindowUnit.MINUTE)));

        for (int i = 1; i <= 7; i++) {
            send(stream);
            assertThat(stream.becomesLow()).isFalse();
        }
        send(stream);
        assertThat(stream.becomesLow()).isTrue();
        assertThat(stream.becomesLow()).isFalse();
        assertThat(two.hasNews()).isTrue();
        assertThat(other.becomesLow()).isTrue();
        assertThat(open(two, Plans.subscription(Plans.events(10, WindowUnit.MINUTE)))
                        .becomesLow())
                .isTrue();
        now.addAndGet(60_000);
        send(stream);
        assertThat(stream.becomesLow()).isFalse();
    }

    @Test
    void whatIsLeftIsThatOfTheStrictestLimit() {
        StreamQuota stream = open(
                one,
                List.of(
                        new PlanCounter("s:1", Plans.events(100, WindowUnit.DAY)),
                        new PlanCounter("a:1", Plans.of("Minute", List.of(events(20, WindowUnit.MINUTE)), null))));
        send(stream);
        tick();
        tick();

        assertThat(stream.left()).isEqualTo(new QuotaLeft("Minute", LimitType.EVENTS, 20, 19, 60, 30));
    }

    @Test
    void connectionsAreBoundedOverAllGatewaysAsFarAsTheyHaveReported() {
        List<PlanCounter> counters = Plans.subscription(Plans.connections(3));
        table.setRemoteConnections("s:subscription", "gateway-2", "a", 1, now.get());
        StreamQuota first = open(one, counters);
        StreamQuota second = open(two, counters);
        StreamQuota third = open(two, counters);

        assertThat(first.connect()).isNull();
        assertThat(second.connect()).isNull();
        assertThat(third.connect()).isEqualTo(counters.getFirst());
        assertThat(first.countsEvents()).isFalse();
        assertThat(table.ownConnections()).containsExactly(new OwnConnections("s:subscription", 2));
        one.close(first);
        assertThat(third.connect()).isNull();
        assertThat(first(counters).connect()).isNotNull();
        now.addAndGet(16_000);
        assertThat(first(counters).connect()).isNull();
    }

    /** All of them are walked five times in a second, and of addresses there may be very many. */
    @Test
    void onlyCountersWithBoundedConnectionsAreLookedAtForThem() {
        for (int i = 0; i < 100; i++) {
            StreamQuota stream = open(one, List.of(new PlanCounter("i:" + i, Plans.events(5, WindowUnit.DAY))));
            stream.connect();
            send(stream);
        }
        List<PlanCounter> few = Plans.subscription(Plans.connections(3));
        StreamQuota first = open(one, few);
        first.connect();
        assertThat(table.bounded()).isEqualTo(1);

        one.close(first);
        assertThat(table.ownConnections()).isEmpty();
        assertThat(table.bounded()).isZero();
        StreamQuota second = open(one, few);
        second.connect();

        assertThat(table.ownConnections()).containsExactly(new OwnConnections("s:subscription", 1));
        StreamQuota changed = requireNonNull(two.change(null, List.of(new PlanCounter("s:2", Plans.connections(1)))));
        assertThat(table.ownConnections()).contains(new OwnConnections("s:2", 1));
        assertThat(two.change(changed, List.of())).isNull();
        assertThat(table.ownConnections()).hasSize(1);
    }

    private StreamQuota first(List<PlanCounter> counters) {
        return open(one, counters);
    }

    @Test
    void whatIsOverIsForgotten() {
        for (int i = 0; i < 1000; i++) {
            List<PlanCounter> counters = List.of(new PlanCounter("s:" + i, Plans.events(5, WindowUnit.MINUTE)));
            StreamQuota stream = open(one, counters);
            send(stream);
            one.close(stream);
        }
        changed();
        StreamQuota open = open(one, List.of(new PlanCounter("s:open", Plans.events(5, WindowUnit.MINUTE))));
        for (int i = 0; i < 40; i++) {
            tick();
        }
        assertThat(table.size()).as("the window is open").isEqualTo(1001);

        now.addAndGet(60_000 + CounterWindows.OWN_MILLIS);
        for (int i = 0; i < 40; i++) {
            tick();
        }

        assertThat(table.size()).isEqualTo(1);
        assertThat(send(open)).isTrue();
    }

    @Test
    void aPlanWithoutLimitsCostsNothing() {
        assertThat(one.open(Plans.subscription(Plans.of("Unlimited", List.of(), null))))
                .isNull();
        assertThat(table.size()).isZero();
    }

    private static PlanLimit events(long count, WindowUnit unit) {
        return new PlanLimit(LimitType.EVENTS, count, unit, 1);
    }

    private static StreamQuota open(LoopQuotas loop, List<PlanCounter> counters) {
        return requireNonNull(loop.open(counters));
    }

    private List<OwnUse> changed() {
        List<OwnUse> all = new ArrayList<>();
        table.takeChanged(all::add);
        return all;
    }

    private static boolean send(StreamQuota stream) {
        if (stream.allows(SIZE) != Allowance.GRANTED) {
            return false;
        }
        stream.use(SIZE);
        return true;
    }

    private int sendAll(StreamQuota stream) {
        int sent = 0;
        while (stream.allows(SIZE) != Allowance.REACHED) {
            if (send(stream)) {
                sent++;
            } else {
                tick();
            }
        }
        return sent;
    }

    private void tick() {
        now.addAndGet(1);
        one.onTick();
        two.onTick();
    }
}
