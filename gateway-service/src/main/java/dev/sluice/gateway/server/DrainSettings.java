package dev.sluice.gateway.server;

import java.time.Duration;

/**
 * How a node leaves.
 *
 * @param notice between being not ready and taking no more connections
 * @param streamsPerSecond that are ended, more when the window asks for it
 * @param window within which all streams are ended
 */
record DrainSettings(Duration notice, int streamsPerSecond, Duration window) {

    /** @throws IllegalArgumentException with the key that is wrong */
    static DrainSettings of(DrainConfig config) {
        check(isBetween(config.notice(), Duration.ZERO, Duration.ofMinutes(5)), "notice must be 0s..5m");
        check(config.streamsPerSecond() >= 1, "streams-per-second must be 1 or more");
        check(isBetween(config.window(), Duration.ofSeconds(1), Duration.ofMinutes(10)), "window must be 1s..10m");
        return new DrainSettings(config.notice(), config.streamsPerSecond(), config.window());
    }

    private static boolean isBetween(Duration value, Duration least, Duration most) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    private static void check(boolean isKept, String rule) {
        if (!isKept) {
            throw new IllegalArgumentException("sluice.gateway.drain." + rule);
        }
    }
}
