package dev.sluice.gateway.control;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When Kafka last answered any reader of this gateway. For any thread. */
public final class KafkaContact {
    /** Kafka is asked every second. */
    private static final Duration MIN_AWAY = Duration.ofSeconds(2);

    private static final Duration MAX_AWAY = Duration.ofMinutes(5);

    private final LongSupplier nanoClock;
    private final Duration awayAfter;
    private volatile long lastNanos;

    /**
     * @param nanoClock monotonic, such as {@link System#nanoTime}
     * @param awayAfter without an answer for longer Kafka is away; 2 s to 5 min
     */
    public KafkaContact(LongSupplier nanoClock, Duration awayAfter) {
        if (awayAfter.compareTo(MIN_AWAY) < 0 || awayAfter.compareTo(MAX_AWAY) > 0) {
            throw new IllegalArgumentException(
                    "sluice.gateway.kafka.away-after must be 2s to 5m, is " + awayAfter.toMillis() + " ms");
        }
        this.nanoClock = nanoClock;
        this.awayAfter = awayAfter;
        this.lastNanos = nanoClock.getAsLong();
    }

    /** Kafka has just answered. */
    public void onAnswer() {
        lastNanos = nanoClock.getAsLong();
    }

    /** Returns whether Kafka has answered none of the clients for longer than it may. */
    public boolean isAway() {
        return silentFor().compareTo(awayAfter) > 0;
    }

    /** For how long Kafka has not answered; asked at least every second, so a little under that while all is well. */
    public Duration silentFor() {
        return Duration.ofNanos(Math.max(0, nanoClock.getAsLong() - lastNanos));
    }
}
