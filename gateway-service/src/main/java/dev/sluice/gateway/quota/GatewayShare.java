package dev.sluice.gateway.quota;

/**
 * What this gateway may use of a limit until it has heard of what the others have used meanwhile: in each turn, as long as a
 * report takes at most, the 4 N-th part of what is left, N being the gateways, and at least one event. So much less is used
 * near the limit that N gateways which use all that they may do not pass it: with what each has left after turn n,
 * y(n + 1) = y(n) - y(n - 1) / 4, since it knows of the turn before the last one, which stays above zero. A single gateway has
 * nothing to wait for. Guarded by its counter.
 */
final class GatewayShare {
    /** 50 ms until what is delivered is counted, 200 ms between two reports, the way through Kafka. */
    static final long TURN_MILLIS = 300;

    private static final int PARTS = 4;

    private long endMillis;
    /** Delivered by this gateway in the window, when the turn began. */
    private long before;

    /**
     * Returns how much may be leased now.
     *
     * @param left of the limit, as far as it is known here
     * @param delivered by this gateway in the window
     * @param leased of it to event loops
     */
    long available(long nowMillis, int gateways, long left, long delivered, long leased) {
        if (nowMillis >= endMillis || nowMillis < endMillis - TURN_MILLIS) {
            endMillis = nowMillis + TURN_MILLIS;
            before = delivered;
        }
        return before + Math.max(1, left / ((long) PARTS * gateways)) - delivered - leased;
    }

    /** Returns when the present turn ends, in epoch milliseconds. */
    long endMillis() {
        return endMillis;
    }
}
