package dev.sluice.benchmark.load;

import org.HdrHistogram.Histogram;

/** What all clients have received since the last {@link #reset}. Confined to the load's thread. */
final class Tally {
    private static final long MAX_LATENCY_NANOS = 60_000_000_000L;

    private final Histogram latency = new Histogram(MAX_LATENCY_NANOS, 3);
    private long ever;
    private long events;
    private long reads;
    private long bytes;
    private long lost;
    private long doubled;
    private long failed;

    /** @param last the sequence before it, {@link Subscription#ANY} = it is the client's first */
    void onEvent(long last, long sequence, long latencyNanos) {
        ever++;
        events++;
        if (last != Subscription.ANY && sequence != last + 1) {
            if (sequence <= last) {
                doubled++;
            } else {
                lost += sequence - last - 1;
            }
        }
        latency.recordValue(Math.clamp(latencyNanos, 0, MAX_LATENCY_NANOS));
    }

    /** A client was refused or cut off. */
    void onFailed() {
        failed++;
    }

    /** @param count of bytes, 0 = they are not counted */
    void onRead(long count) {
        reads++;
        bytes += count;
    }

    /** Since the last reset, with the heads of the answers. */
    long bytes() {
        return bytes;
    }

    /** Events received whatever was reset. */
    long ever() {
        return ever;
    }

    /** @param silent clients that have received nothing since */
    LoadResult received(long silent) {
        return new LoadResult(events, reads, lost, doubled, failed, silent, latency.copy());
    }

    void reset() {
        events = 0;
        reads = 0;
        bytes = 0;
        lost = 0;
        doubled = 0;
        failed = 0;
        latency.reset();
    }
}
