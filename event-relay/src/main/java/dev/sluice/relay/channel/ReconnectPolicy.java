package dev.sluice.relay.channel;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to ask a backend again. The wait is random, from nothing up to a window that begins at {@code min} and doubles with
 * each failure up to {@code max}. A connection that has lived for longer than the random wait before it, and than
 * {@code min}, is healthy: the window begins anew. An orderly end after events is no failure. What the backend asks for
 * ({@code retry:}, {@code Retry-After}) is put below the random wait, so that many channels do not come back at once. A
 * refusal is asked about after 30 s to 10 min. Confined to the pull's event loop.
 */
public final class ReconnectPolicy {
    private static final Duration SHORTEST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);
    private static final Duration FIRST_REFUSED = Duration.ofSeconds(30);
    private static final Duration LAST_REFUSED = Duration.ofMinutes(10);
    private static final int MAX_DOUBLINGS = 20;

    private final Duration min;
    private final Duration max;
    private final RandomGenerator random;
    private Duration retry = Duration.ZERO;
    /** The random part of the last wait. */
    private Duration cost = Duration.ZERO;

    private int losses;
    private int refusals;

    public ReconnectPolicy(Duration min, Duration max, RandomGenerator random) {
        if (min.isNegative() || min.isZero() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("backoff must be 0 < min <= max, was " + min + " and " + max);
        }
        this.min = min;
        this.max = max;
        this.random = random;
    }

    /** A {@code retry:} field. */
    void onRetry(long millis) {
        retry = clamp(Duration.ofMillis(Math.min(millis, LONGEST_RETRY.toMillis())));
    }

    void onLive() {
        refusals = 0;
    }

    /** A connection was lost, or could not be made. */
    Duration afterLoss(Duration lived, @Nullable Duration retryAfter) {
        forgetLossesIfHealthy(lived);
        return drawn(losses++, retryAfter);
    }

    /** The backend has ended, in an orderly way, a stream of which something has come. */
    Duration afterEnd(Duration lived) {
        forgetLossesIfHealthy(lived);
        return drawn(losses, null);
    }

    private void forgetLossesIfHealthy(Duration lived) {
        if (lived.compareTo(cost) > 0 && lived.compareTo(min) > 0) {
            losses = 0;
        }
    }

    private Duration drawn(int doublings, @Nullable Duration retryAfter) {
        cost = Duration.ofNanos(random.nextLong(doubled(min, doublings, max).toNanos() + 1));
        Duration floor = retryAfter == null || retry.compareTo(retryAfter) > 0 ? retry : clamp(retryAfter);
        return floor.plus(cost);
    }

    Duration afterRefusal() {
        Duration window = doubled(FIRST_REFUSED, refusals++, LAST_REFUSED);
        return window.plusNanos(random.nextLong(window.toNanos() / 4));
    }

    private static Duration clamp(Duration asked) {
        Duration atLeast = asked.compareTo(SHORTEST_RETRY) < 0 ? SHORTEST_RETRY : asked;
        return atLeast.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : atLeast;
    }

    private static Duration doubled(Duration first, int times, Duration last) {
        Duration window = first.multipliedBy(1L << Math.min(times, MAX_DOUBLINGS));
        return window.compareTo(last) > 0 ? last : window;
    }
}
