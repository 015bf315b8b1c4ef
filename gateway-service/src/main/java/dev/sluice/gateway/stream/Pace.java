package dev.sluice.gateway.stream;

import java.util.concurrent.TimeUnit;

/** When a flow of bytes may go on, so that it stays below a rate. Times are {@link System#nanoTime}. */
public final class Pace {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private Pace() {}

    /**
     * When more may be sent.
     *
     * @param nanos when these bytes were sent
     * @param bytesPerSecond 0 = no bound
     */
    public static long after(long nanos, long bytes, long bytesPerSecond) {
        return bytesPerSecond <= 0 ? nanos : nanos + Math.round((double) bytes * SECOND / bytesPerSecond);
    }
}
