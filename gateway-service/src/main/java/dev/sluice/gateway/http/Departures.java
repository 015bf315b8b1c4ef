package dev.sluice.gateway.http;

import java.util.concurrent.TimeUnit;

/** A token bucket: how many streams of an event loop may leave now. What nobody takes for more than a second is lost. */
final class Departures {
    private final double perNano;
    private final double mostTokens;
    private double tokens;
    private long lastNanos;

    /** @param perSecond more than 0 */
    Departures(double perSecond, long nowNanos) {
        this.perNano = perSecond / TimeUnit.SECONDS.toNanos(1);
        this.mostTokens = perSecond + 1;
        this.lastNanos = nowNanos;
    }

    /** Takes as many as there are, up to this many; answers how many. */
    int take(int wanted, long nowNanos) {
        tokens = Math.min(mostTokens, tokens + perNano * (nowNanos - lastNanos));
        lastNanos = nowNanos;
        int taken = Math.min(wanted, (int) tokens);
        tokens -= taken;
        return taken;
    }
}
