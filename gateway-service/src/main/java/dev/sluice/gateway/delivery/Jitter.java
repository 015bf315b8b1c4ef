package dev.sluice.gateway.delivery;

import java.util.concurrent.ThreadLocalRandom;

/** Waits that are not the same for all clients. */
public final class Jitter {
    private Jitter() {}

    /** Returns 0.8 to 1: of how long a stream may live. */
    static double partOfLife() {
        return ThreadLocalRandom.current().nextDouble(0.8, 1.0);
    }

    /** Returns 10 to 100 % of it: for clients that have to wait for nothing but each other. */
    static long within(long millis) {
        return Math.round(millis * ThreadLocalRandom.current().nextDouble(0.1, 1.0));
    }

    /** Returns one from the least to the most. */
    public static long between(long leastMillis, long mostMillis) {
        return ThreadLocalRandom.current().nextLong(leastMillis, mostMillis + 1);
    }

    /** Returns after how long a client asks again whose quota is used up: 15 to 60 s, in milliseconds. */
    public static long untilQuotaIsAskedAgain() {
        return between(15_000, 60_000);
    }

    /** Returns 80 to 120 % of it. */
    public static long around(long millis) {
        return Math.round(millis * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
    }
}
