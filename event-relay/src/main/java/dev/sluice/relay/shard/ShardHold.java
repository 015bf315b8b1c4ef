package dev.sluice.relay.shard;

import dev.sluice.model.relay.RelayStates;
import dev.sluice.relay.feed.StateWriter;

/**
 * A shard that is taken.
 *
 * @param writer fences the owner before, and fails as soon as another fences this one
 * @param states what relay-state says of the shard; kept up to what is written. Belongs to the shard's thread
 * @param takenAt as {@link System#nanoTime} counts
 */
record ShardHold(StateWriter writer, RelayStates states, long takenAt) {
    void close() {
        writer.close();
    }
}
