package dev.sluice.relay.channel;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: full jitter below a bound that doubles with each failure and falls back after a minute
 * of health. What the backend asks for ({@code retry:}, {@code Retry-After}) is the least.
 */
final class ReconnectPolicy {
    private static final long HEALTHY_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Duration MIN_RETRY = Duration.ofMillis(100);
    private static final Duration MAX_RETRY = Duration.ofHours(1);
    private static final Duration MIN_REFUSED = Duration.ofSeconds(30);
    private static final Duration MAX_REFUSED = Duration.ofMinutes(10);
    private static final int MAX_DOUBLINGS = 20;

    private final PullSettings settings;
    private final RandomGenerator random;
    private int failures;
    private int refusals;
    private Duration asked = Duration.ZERO;

    ReconnectPolicy(PullSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** The backend's {@code retry:}, milliseconds; clamped. */
    void onRetry(long millis) {
        asked = clamp(Duration.ofMillis(Math.min(millis, MAX_RETRY.toMillis())));
    }

    /** A connection that was live has ended. */
    Duration afterLive(long nanos) {
        if (nanos >= HEALTHY_NANOS) {
            failures = 0;
        }
        refusals = 0;
        return afterFailure(-1);
    }

    /** @param retryAfterSeconds -1 = the backend has not said */
    Duration afterFailure(long retryAfterSeconds) {
        Duration bound = doubled(settings.minBackOff(), failures++, settings.maxBackOff());
        Duration drawn = Duration.ofNanos(random.nextLong(bound.toNanos() + 1));
        Duration least = retryAfterSeconds < 0 ? asked : clamp(Duration.ofSeconds(Math.min(retryAfterSeconds, 3600)));
        return drawn.compareTo(least) > 0 ? drawn : least;
    }

    /** The backend has refused and is likely to refuse again. */
    Duration afterRefusal() {
        Duration bound = doubled(MIN_REFUSED, refusals++, MAX_REFUSED);
        return bound.plusNanos(random.nextLong(bound.toNanos() / 4 + 1));
    }

    private static Duration doubled(Duration first, int times, Duration max) {
        Duration bound = first.multipliedBy(1L << Math.min(times, MAX_DOUBLINGS));
        return bound.compareTo(max) > 0 ? max : bound;
    }

    private static Duration clamp(Duration wait) {
        return wait.compareTo(MIN_RETRY) < 0 ? MIN_RETRY : wait;
    }
}
