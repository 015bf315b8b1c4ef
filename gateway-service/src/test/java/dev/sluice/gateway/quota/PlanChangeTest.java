package dev.sluice.gateway.quota;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.access.AccessRecord.Burst;
import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.Plan;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import dev.sluice.model.quota.WindowUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a plan that changes means for what is leased, counted and shared already. */
class PlanChangeTest {
    private static final int SIZE = 100;

    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-11-30T10:20:30Z").toEpochMilli());
    private final QuotaTable table = new QuotaTable(now::get, () -> 20_000);
    private final LoopQuotas one = table.forLoop();
    private final LoopQuotas two = table.forLoop();

    /** Some hundred events were leased to each loop. */
    @Test
    void whatWasLeasedByALargerPlanIsNotDeliveredByASmallerOne() {
        StreamQuota here = open(one, Plans.events(100_000, WindowUnit.DAY));
        StreamQuota there = open(two, Plans.events(100_000, WindowUnit.DAY));
        send(here, 1);
        send(there, 1);

        StreamQuota smaller = requireNonNull(one.change(here, Plans.subscription(Plans.events(10, WindowUnit.DAY))));
        int sent = 2;
        for (int turn = 0; turn < 20; turn++) {
            sent += send(there, 100) + send(smaller, 100);
            now.addAndGet(QuotaTable.TICK_MILLIS);
            one.onTick();
            two.onTick();
        }

        assertThat(sent).isEqualTo(10);
    }

    @Test
    void whatOnlyABurstHasCountedIsReportedWhenALimitHasItsWindow() {
        StreamQuota paced = open(one, Plans.burst(5, WindowUnit.MINUTE));
        send(paced, 3);
        one.onTick();
        assertThat(changed()).isEmpty();

        Plan limited = Plans.of(
                "Paced",
                List.of(new PlanLimit(LimitType.EVENTS, 100, WindowUnit.MINUTE, 1)),
                new Burst(5, WindowUnit.MINUTE, 1));
        one.change(paced, Plans.subscription(limited));

        assertThat(changed()).singleElement().extracting(OwnUse::events).isEqualTo(3L);
    }

    /** In a turn one of two gateways uses the eighth part of what is left, whatever its clients and its admins do. */
    @Test
    void neitherAnotherPlanNorAnotherStreamBeginsATurnAnew() {
        table.setGateways(2);
        int sent = 0;
        for (int version = 1; version <= 100; version++) {
            StreamQuota stream = open(one, version(version));
            sent += send(stream, 100);
            stream = requireNonNull(one.change(stream, Plans.subscription(version(1000 + version))));
            sent += send(stream, 100);
            one.close(stream);
            now.addAndGet(2);
            one.onTick();
        }

        assertThat(sent).isBetween(10, 12);
    }

    private static Plan version(long version) {
        return new Plan(
                1,
                version,
                "Gold",
                List.of(new PlanLimit(LimitType.EVENTS, 100, WindowUnit.DAY, 1)),
                null,
                true,
                null,
                null);
    }

    private static StreamQuota open(LoopQuotas loop, Plan plan) {
        return requireNonNull(loop.open(Plans.subscription(plan)));
    }

    /** Returns how many were allowed at once. */
    private static int send(StreamQuota stream, int most) {
        int sent = 0;
        while (sent < most && stream.allows(SIZE) == Allowance.GRANTED) {
            stream.use(SIZE);
            sent++;
        }
        return sent;
    }

    private List<OwnUse> changed() {
        List<OwnUse> all = new ArrayList<>();
        table.takeChanged(all::add);
        return all;
    }
}
