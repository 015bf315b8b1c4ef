package dev.sluice.gateway.quota;

import dev.sluice.model.access.AccessRecord.Burst;
import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.Plan;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import dev.sluice.model.quota.WindowUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans for tests. */
public final class Plans {
    private Plans() {}

    public static Plan events(long count, WindowUnit unit) {
        return of("Gold", List.of(new PlanLimit(LimitType.EVENTS, count, unit, 1)), null);
    }

    static Plan bytes(long count, WindowUnit unit) {
        return of("Bytes", List.of(new PlanLimit(LimitType.BYTES, count, unit, 1)), null);
    }

    public static Plan burst(long count, WindowUnit unit) {
        return of("Paced", List.of(), new Burst(count, unit, 1));
    }

    static Plan of(String name, List<PlanLimit> limits, @Nullable Burst burst) {
        return new Plan(1, 1, name, limits, burst, true, null, null);
    }

    static Plan onlyCounting(long count) {
        return new Plan(
                1,
                1,
                "Counting",
                List.of(new PlanLimit(LimitType.EVENTS, count, WindowUnit.DAY, 1)),
                null,
                false,
                null,
                null);
    }

    public static Plan eventsAndConnections(long events, int connections) {
        return new Plan(
                1,
                1,
                "Both",
                List.of(new PlanLimit(LimitType.EVENTS, events, WindowUnit.DAY, 1)),
                null,
                true,
                connections,
                null);
    }

    public static Plan eventsAndLife(long events, long connectionMillis) {
        return new Plan(
                1,
                1,
                "Both",
                List.of(new PlanLimit(LimitType.EVENTS, events, WindowUnit.DAY, 1)),
                null,
                true,
                null,
                connectionMillis);
    }

    public static Plan eventsAndBurst(long events, long burst) {
        return eventsAndBurst(events, burst, WindowUnit.SECOND);
    }

    public static Plan eventsAndBurst(long events, long burst, WindowUnit unit) {
        return of(
                "Paced",
                List.of(new PlanLimit(LimitType.EVENTS, events, WindowUnit.DAY, 1)),
                new Burst(burst, unit, 1));
    }

    public static Plan connectionMillis(long most) {
        return new Plan(1, 1, "Short", List.of(), null, true, null, most);
    }

    static Plan connections(int most) {
        return new Plan(1, 1, "Few", List.of(), null, true, most, null);
    }

    /** With the next version. */
    static Plan savedAgain(Plan plan) {
        return new Plan(
                plan.schema(),
                plan.version() + 1,
                plan.name(),
                plan.limits(),
                plan.burst(),
                plan.stopOnQuotaReach(),
                plan.maxConnections(),
                plan.maxConnectionMs());
    }

    public static List<PlanCounter> subscription(Plan plan) {
        return List.of(new PlanCounter("s:subscription", plan));
    }
}
