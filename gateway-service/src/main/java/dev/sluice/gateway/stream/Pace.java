package dev.sluice.gateway.stream;

import java.util.concurrent.TimeUnit;

/** When a flow of bytes may go on, so that it stays below a rate. Times are {@link System#nanoTime}. */
public final class Pace {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** What was not sent in time, since the way took a while, may be sent later; no more than this much of it. */
    private static final long CATCH_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Pace() {}

    /**
     * Returns when more may be sent.
     *
     * @param dueNanos when these bytes might have been sent
     * @param nanos when they were sent
     * @param bytesPerSecond 0 = no bound
     */
    public static long after(long dueNanos, long nanos, long bytes, long bytesPerSecond) {
        if (bytesPerSecond <= 0) {
            return nanos;
        }
        long begun = nanos - Math.clamp(nanos - dueNanos, 0, CATCH_UP_NANOS);
        return begun + Math.round((double) bytes * SECOND / bytesPerSecond);
    }
}
