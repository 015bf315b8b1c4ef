package dev.sluice.local.supervision;

import java.time.Duration;

/** How long to wait before a part is started again: 0.5 s, doubling to 5 s, from the start again after 20 s of health. */
final class RestartBackoff {
    static final Duration FIRST = Duration.ofMillis(500);
    static final Duration LONGEST = Duration.ofSeconds(5);
    static final Duration HEALTHY = Duration.ofSeconds(20);

    private Duration next = FIRST;

    /** The delay after an exit that followed {@code readyFor} of readiness (zero if it never was ready). */
    Duration afterExit(Duration readyFor) {
        if (readyFor.compareTo(HEALTHY) >= 0) {
            next = FIRST;
        }
        Duration delay = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return delay;
    }
}
