package dev.sluice.relay.channel;

import java.time.Duration;

/**
 * How long a backend may say nothing: three times its longest silence of the last hour or so, at least 60 s. A silence that
 * we have cut short counts, too: the backend that has nothing to say is not reconnected every minute. A host that is
 * gone is found by TCP keep-alive. Confined to the pull's event loop.
 */
final class Silence {
    static final Duration SHORTEST = Duration.ofSeconds(60);
    private static final int PATIENCE = 3;
    private static final long HALF_HOUR = Duration.ofMinutes(30).toNanos();

    private long lastByte;
    private long longest;
    private long longestBefore;
    private long halfHourBegan;

    /** Silence is counted from here. */
    void begin(long now) {
        lastByte = now;
        if (longest == 0 && longestBefore == 0) {
            halfHourBegan = now;
        }
    }

    void onBytes(long now) {
        if (now - halfHourBegan >= HALF_HOUR) {
            longestBefore = now - halfHourBegan >= 2 * HALF_HOUR ? 0 : longest;
            longest = 0;
            halfHourBegan = now;
        }
        longest = Math.max(longest, now - lastByte);
        lastByte = now;
    }

    /** How much longer it may last; zero or less: too long. */
    Duration left(long now) {
        long limit = Math.max(SHORTEST.toNanos(), PATIENCE * Math.max(longest, longestBefore));
        return Duration.ofNanos(limit - (now - lastByte));
    }
}
