package dev.sluice.publisher.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a message that has not arrived is sent again: ten attempts within about a day. */
final class RetryTimes {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(8),
            Duration.ofHours(11));

    /** Of a wait, at most so much is added: what failed together is not sent again together. */
    private static final double SPREAD = 0.1;

    private RetryTimes() {}

    /**
     * Returns how long to wait; empty = it is given up.
     *
     * @param attempt that has failed, 1 = the first one
     */
    static Optional<Duration> after(int attempt, RandomGenerator random) {
        if (attempt > WAITS.size()) {
            return Optional.empty();
        }
        long millis = WAITS.get(attempt - 1).toMillis();
        return Optional.of(Duration.ofMillis(millis + (long) (millis * SPREAD * random.nextDouble())));
    }
}
