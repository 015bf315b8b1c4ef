package dev.sluice.publisher.usage.quota;

import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import dev.sluice.model.quota.Window;
import dev.sluice.publisher.usage.quota.Quotas.Changed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which quotas have been reached, each once. What a counter is of is looked up only once it has used as much as the least limit
 * of any plan, and again after a minute, since plans change; at most 500 are looked up at a time, and the others wait. Confined
 * to one thread.
 */
public final class QuotaWatch {
    private static final int MAX_LOOK_UPS = 500;
    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

    /**
     * What a counter is of.
     *
     * @param apiId {@code null} = of all APIs
     * @param data what messages say of it
     */
    public record Counter(
            String plan, List<PlanLimit> limits, @Nullable UUID apiId, Map<String, Object> data) {
        static final Counter UNKNOWN = new Counter("", List.of(), null, Map.of());

        public Counter {
            limits = List.copyOf(limits);
            data = new LinkedHashMap<>(data);
        }
    }

    /** A limit that has been reached in a window of a counter. */
    public record Reached(String counter, Counter of, PlanLimit limit, Window window) {
        /** The same of all publishers. */
        public String subject() {
            return "quota/" + counter + '/' + window + '/' + limit.type().wireName();
        }
    }

    private record Known(Counter counter, Instant at) {}

    private final Function<String, Optional<Counter>> lookUp;
    private final Map<String, Changed> waiting = new LinkedHashMap<>();
    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Instant> told = new HashMap<>();

    /** @param lookUp what a counter is of; empty = it is of nothing any more */
    public QuotaWatch(Function<String, Optional<Counter>> lookUp) {
        this.lookUp = lookUp;
    }

    /**
     * Takes what has changed.
     *
     * @param all limits of any plan
     */
    public List<Reached> check(Collection<Changed> changed, Collection<PlanLimit> all, Instant now) {
        known.values().removeIf(counter -> counter.at().plus(KNOWN_FOR).isBefore(now));
        told.values().removeIf(end -> end.isBefore(now));
        waiting.values().removeIf(old -> !old.window().end().isAfter(now));
        changed.stream()
                .filter(change -> all.stream().anyMatch(limit -> isReached(limit, change)))
                .forEach(change -> waiting.put(change.counter() + '/' + change.window(), change));
        List<Reached> reached = new ArrayList<>();
        int lookUps = 0;
        for (Changed change : List.copyOf(waiting.values())) {
            if (!known.containsKey(change.counter()) && ++lookUps > MAX_LOOK_UPS) {
                break;
            }
            waiting.remove(change.counter() + '/' + change.window());
            reached.addAll(check(change, now));
        }
        return reached;
    }

    private List<Reached> check(Changed change, Instant now) {
        Counter counter = known.computeIfAbsent(
                        change.counter(), id -> new Known(lookUp.apply(id).orElse(Counter.UNKNOWN), now))
                .counter();
        return counter.limits().stream()
                .filter(limit -> isReached(limit, change))
                .map(limit -> new Reached(change.counter(), counter, limit, change.window()))
                .filter(reached ->
                        told.putIfAbsent(reached.subject(), change.window().end()) == null)
                .toList();
    }

    private static boolean isReached(PlanLimit limit, Changed change) {
        QuotaUse use = change.use();
        long used = limit.type() == LimitType.EVENTS ? use.events() : use.bytes();
        return change.window().period().equals(limit.period()) && used >= limit.count();
    }

    /** It could not be told: it counts as not reached yet. */
    public void forget(Reached reached) {
        told.remove(reached.subject());
    }
}
