package dev.sluice.gateway.quota;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.Plan;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import dev.sluice.model.quota.WindowUnit;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A stream is told once a window that little is left. */
class QuotaLowTest {
    private static final int SIZE = 100;

    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-11-30T10:20:30Z").toEpochMilli());
    private final QuotaTable table = new QuotaTable(now::get, () -> 20_000);
    private final LoopQuotas one = table.forLoop();
    private final LoopQuotas two = table.forLoop();

    @Test
    void aStreamThatCouldNotBeToldInItsWindowIsNotToldInTheNext() {
        Plan plan = Plans.events(10, WindowUnit.MINUTE);
        StreamQuota late = open(two, plan);
        send(open(one, plan), 8);
        now.addAndGet(60_000);

        send(late, 1);

        assertThat(late.becomesLow()).isFalse();
        send(late, 7);
        assertThat(late.becomesLow()).isTrue();
    }

    @Test
    void aPlanThatChangesIsNoReasonToTellItAgain() {
        StreamQuota changed = open(one, Plans.events(10, WindowUnit.DAY));
        StreamQuota other = open(two, Plans.events(10, WindowUnit.DAY));
        send(changed, 8);
        assertThat(changed.becomesLow()).isTrue();
        assertThat(other.becomesLow()).isTrue();

        StreamQuota smaller = change(changed, Plans.events(9, WindowUnit.DAY));

        assertThat(smaller.becomesLow()).isFalse();
        assertThat(other.becomesLow()).isFalse();
    }

    @Test
    void ofALargerPlanItIsToldWhenThatGetsLow() {
        StreamQuota stream = open(one, Plans.events(10, WindowUnit.DAY));
        send(stream, 8);
        assertThat(stream.becomesLow()).isTrue();

        StreamQuota larger = change(stream, Plans.events(20, WindowUnit.DAY));
        send(larger, 7);
        assertThat(larger.becomesLow()).isFalse();
        send(larger, 1);

        assertThat(larger.becomesLow()).isTrue();
        assertThat(larger.becomesLow()).isFalse();
    }

    @Test
    void eachOfTwoLimitsIsToldOnceInItsWindow() {
        StreamQuota stream = open(
                one,
                Plans.of(
                        "Two",
                        List.of(
                                new PlanLimit(LimitType.EVENTS, 5, WindowUnit.MINUTE, 1),
                                new PlanLimit(LimitType.EVENTS, 10, WindowUnit.DAY, 1)),
                        null));

        send(stream, 4);
        assertThat(stream.becomesLow()).as("the first minute").isTrue();
        now.addAndGet(60_000);
        send(stream, 3);
        assertThat(stream.becomesLow()).isFalse();
        send(stream, 1);
        assertThat(stream.becomesLow()).as("the second minute, and the day").isTrue();
        now.addAndGet(60_000);
        send(stream, 1);

        assertThat(stream.becomesLow()).as("the day again").isFalse();
    }

    private static StreamQuota open(LoopQuotas loop, Plan plan) {
        return requireNonNull(loop.open(Plans.subscription(plan)));
    }

    private StreamQuota change(StreamQuota before, Plan plan) {
        return requireNonNull(one.change(before, Plans.subscription(plan)));
    }

    private static void send(StreamQuota stream, int events) {
        for (int i = 0; i < events; i++) {
            assertThat(stream.allows(SIZE)).isEqualTo(Allowance.GRANTED);
            stream.use(SIZE);
        }
    }
}
