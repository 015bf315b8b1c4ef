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
 * Which quotas have been reached, each until it is told. What a counter is of is looked up only once it has used as much as the least limit
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
    public record Reached(Changed change, Counter of, PlanLimit limit) {
        public Window window() {
            return change.window();
        }

        /** The same of all publishers; another one when the limit is raised, since it is reached once more then. */
        public String subject() {
            return "quota/" + keyOf(change) + '/' + limit.type().wireName() + '/' + limit.count();
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
     * Takes what has changed. After a look-up that throws, the same is to be given again. What is returned is reached again by
     * the next check, also if nothing more is counted, since its streams have ended: until it is told.
     *
     * @param all limits of any plan
     */
    public List<Reached> check(Collection<Changed> changed, Collection<PlanLimit> all, Instant now) {
        known.values().removeIf(counter -> counter.at().plus(KNOWN_FOR).isBefore(now));
        told.values().removeIf(end -> end.isBefore(now));
        waiting.values().removeIf(old -> !old.window().end().isAfter(now));
        changed.stream()
                .filter(change -> all.stream().anyMatch(limit -> isReached(limit, change)))
                .forEach(change -> waiting.put(keyOf(change), change));
        List<Reached> reached = new ArrayList<>();
        List<Changed> done = new ArrayList<>();
        int lookUps = 0;
        for (Changed change : waiting.values()) {
            if (!known.containsKey(change.counter()) && ++lookUps > MAX_LOOK_UPS) {
                break;
            }
            List<Reached> untold = reachedBy(change, now).stream()
                    .filter(one -> !told.containsKey(one.subject()))
                    .toList();
            reached.addAll(untold);
            if (untold.isEmpty()) {
                done.add(change);
            }
        }
        // Not before: after a look-up that has failed all of them still wait.
        done.forEach(change -> waiting.remove(keyOf(change)));
        return reached;
    }

    /** From now on it is known: no check reaches it again. */
    public void onTold(Reached reached) {
        told.put(reached.subject(), reached.window().end());
    }

    private List<Reached> reachedBy(Changed change, Instant now) {
        Counter counter = known.computeIfAbsent(
                        change.counter(), id -> new Known(lookUp.apply(id).orElse(Counter.UNKNOWN), now))
                .counter();
        return counter.limits().stream()
                .filter(limit -> isReached(limit, change))
                .map(limit -> new Reached(change, counter, limit))
                .toList();
    }

    private static String keyOf(Changed change) {
        return change.counter() + '/' + change.window();
    }

    private static boolean isReached(PlanLimit limit, Changed change) {
        QuotaUse use = change.use();
        long used = limit.type() == LimitType.EVENTS ? use.events() : use.bytes();
        return change.window().period().equals(limit.period()) && used >= limit.count();
    }
}
