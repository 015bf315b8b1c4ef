package dev.sluice.gateway.control;

import java.time.Duration;
import java.util.function.LongSupplier;

/** When Kafka last answered any reader of this gateway. For any thread. */
public final class KafkaContact {
    private final LongSupplier nanoClock;
    private volatile long lastNanos;

    /** @param nanoClock monotonic, such as {@link System#nanoTime} */
    public KafkaContact(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.lastNanos = nanoClock.getAsLong();
    }

    /** Kafka has just answered. */
    public void onAnswer() {
        lastNanos = nanoClock.getAsLong();
    }

    /** For how long Kafka has not answered; asked at least every second, so a little under that while all is well. */
    public Duration silentFor() {
        return Duration.ofNanos(Math.max(0, nanoClock.getAsLong() - lastNanos));
    }
}
