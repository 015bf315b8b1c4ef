package dev.sluice.service.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which of many equal messages are let through: the first one at once, then one in each interval, with the number of
 * those that were left out since. Thread safe.
 *
 * <p>At most so many keys are distinguished at a time; what comes beyond shares one.
 */
final class RepeatLimit {
    /** The message is left out. */
    static final int LEFT_OUT = -1;

    private static final String OTHERS = "";

    private final long intervalNanos;
    private final int maxKeys;
    private final LongSupplier clock;
    /** Guarded by itself. */
    private final Map<String, ShownLine> shown = new HashMap<>();

    /** @param clock nanoseconds, monotonic */
    RepeatLimit(Duration interval, int maxKeys, LongSupplier clock) {
        this.intervalNanos = interval.toNanos();
        this.maxKeys = maxKeys;
        this.clock = clock;
    }

    /** Returns how many were left out before this message of a key, or {@link #LEFT_OUT}. */
    int pass(String key) {
        long now = clock.getAsLong();
        synchronized (shown) {
            ShownLine last = shown.get(key);
            if (last == null) {
                String counted = hasRoom(now) ? key : OTHERS;
                last = shown.get(counted);
                if (last == null) {
                    shown.put(counted, new ShownLine(now));
                    return 0;
                }
            }
            return last.pass(now, intervalNanos);
        }
    }

    private boolean hasRoom(long now) {
        if (shown.size() >= maxKeys) {
            shown.values().removeIf(last -> now - last.at >= intervalNanos);
        }
        return shown.size() < maxKeys;
    }

    private static final class ShownLine {
        private long at;
        private int leftOut;

        ShownLine(long at) {
            this.at = at;
        }

        int pass(long now, long intervalNanos) {
            if (now - at < intervalNanos) {
                leftOut++;
                return LEFT_OUT;
            }
            int before = leftOut;
            at = now;
            leftOut = 0;
            return before;
        }
    }
}
