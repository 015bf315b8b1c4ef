package dev.sluice.gateway.subscribe;

import java.util.concurrent.TimeUnit;

/**
 * Whether an event loop does not keep up: for a whole second no task of it has begun in time. One long pause is none, a
 * lasting backlog is: the best of a while counts, not the worst. Confined to its event loop.
 */
public final class LoopLag {
    private static final long WHILE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long maxNanos;
    private final long periodNanos;
    private long lastNanos;
    /** When the first of the late ones began; meaningless while none is late. */
    private long lateSinceNanos;

    private boolean late;
    private boolean overloaded;

    /**
     * @param maxNanos later than this is late; 0 = nothing is
     * @param periodNanos a task is due so long after the one before it
     */
    public LoopLag(long maxNanos, long periodNanos, long nowNanos) {
        this.maxNanos = maxNanos;
        this.periodNanos = periodNanos;
        this.lastNanos = nowNanos;
    }

    /** A task has begun. */
    void onTask(long nowNanos) {
        long due = lastNanos + periodNanos;
        lastNanos = nowNanos;
        if (maxNanos == 0 || nowNanos - due <= maxNanos) {
            late = false;
            overloaded = false;
            return;
        }
        if (!late) {
            late = true;
            lateSinceNanos = nowNanos;
        }
        overloaded = nowNanos - lateSinceNanos >= WHILE_NANOS;
    }

    boolean isOverloaded() {
        return overloaded;
    }
}
