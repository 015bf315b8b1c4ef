package dev.sluice.gateway.delivery;

import java.util.concurrent.TimeUnit;

/**
 * How long one stream lives: as its API and its plans let it, or a little less, since streams that were opened together are not
 * to end together. How much less is drawn once. Confined to its event loop.
 */
final class StreamLife {
    private final long beganNanos;
    private final long maxAgeMillis;
    private final double part;
    private long planMillis = Long.MAX_VALUE;

    /**
     * @param beganNanos by {@link System#nanoTime()}
     * @param maxAgeMillis as its API lets it
     * @param part 0 to 1, of what it may live
     */
    StreamLife(long beganNanos, long maxAgeMillis, double part) {
        this.beganNanos = beganNanos;
        this.maxAgeMillis = maxAgeMillis;
        this.part = part;
    }

    /**
     * Sets what its plans let it live; {@link Long#MAX_VALUE} = they do not bound it.
     *
     * @return whether that is another time than before
     */
    boolean setPlans(long millis) {
        boolean isAnother = millis != planMillis;
        planMillis = millis;
        return isAnother;
    }

    /** Returns when it ends, by {@link System#nanoTime()}. */
    long endNanos() {
        return beganNanos + TimeUnit.MILLISECONDS.toNanos(Math.round(Math.min(planMillis, maxAgeMillis) * part));
    }
}
