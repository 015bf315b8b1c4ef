package dev.sluice.benchmark.load;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What all clients together received in a time.
 *
 * @param reads of a socket that had bytes
 * @param lost events that a client never got although it got a later one
 * @param doubled events that a client got although it had them, or a later one
 * @param failed clients that were refused or cut off
 * @param silent clients that got nothing
 * @param latency nanoseconds from when an event was due to be sent until it was read
 */
public record LoadResult(
        long events, long reads, long lost, long doubled, long failed, long silent, Histogram latency) {
    private static final String NONE = "none";

    /** Of the given percentile, in milliseconds. */
    public double latencyMillis(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }

    public double eventsPerRead() {
        return reads == 0 ? 0 : (double) events / reads;
    }

    /** @throws LoadFailedException when anything was wrong */
    public void check() {
        if (!faults().equals(NONE)) {
            throw new LoadFailedException("not all events came as they were sent: " + faults());
        }
    }

    /** For people: {@code none}, or what was wrong. */
    public String faults() {
        if (lost + doubled + failed + silent == 0) {
            return NONE;
        }
        return String.format(Locale.ROOT, "%d lost, %d doubled, %d cut off, %d silent", lost, doubled, failed, silent);
    }
}
