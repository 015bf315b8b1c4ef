package dev.sluice.publisher.usage;

import java.util.Map;
import java.util.TreeMap;

/**
 * What was delivered.
 *
 * @param deliveries events, replayed ones among them
 * @param bytes of the events' blocks
 * @param replayed events that were read from the log
 * @param opened streams
 * @param closed streams, by reason
 */
record UsageCounts(long deliveries, long bytes, long replayed, long opened, Map<String, Long> closed) {
    UsageCounts {
        closed = new TreeMap<>(closed);
    }
}
