package dev.sluice.relay.shard;

import dev.sluice.model.relay.RelayStates;
import dev.sluice.relay.feed.StateWriter;
import java.time.Duration;

/**
 * A shard that is taken.
 *
 * @param writer fences the owner before, and fails as soon as another fences this one
 * @param states what relay-state says of the shard; kept up to what is written. Belongs to the shard's thread
 * @param takenAt as {@link System#nanoTime} counts
 */
record ShardHold(StateWriter writer, RelayStates states, long takenAt) {
    private static final long DEMAND_KNOWN_NANOS = Duration.ofSeconds(15).toNanos();

    /** Whether it is held long enough to have heard of all demands that there are. */
    boolean knowsDemand() {
        return System.nanoTime() - takenAt > DEMAND_KNOWN_NANOS;
    }

    void close() {
        writer.close();
    }
}
