package dev.sluice.gateway.delivery;

import java.util.concurrent.TimeUnit;

/** A token bucket: how many streams of an event loop may be ended now. Tokens not taken for more than a second are lost. */
final class DrainRate {
    private final double perNano;
    private final double maxTokens;
    private double tokens;
    private long lastNanos;

    /** @param perSecond more than 0 */
    DrainRate(double perSecond, long nowNanos) {
        this.perNano = perSecond / TimeUnit.SECONDS.toNanos(1);
        this.maxTokens = perSecond + 1;
        this.lastNanos = nowNanos;
    }

    /** Takes as many tokens as there are, up to this many, and returns how many. */
    int take(int wanted, long nowNanos) {
        tokens = Math.min(maxTokens, tokens + perNano * (nowNanos - lastNanos));
        lastNanos = nowNanos;
        int taken = Math.min(wanted, (int) tokens);
        tokens -= taken;
        return taken;
    }
}
