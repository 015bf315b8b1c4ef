package dev.sluice.gateway.stream;

import dev.sluice.model.control.GapReason;
import org.jspecify.annotations.Nullable;

/**
 * A gap to be written before the next event.
 *
 * @param certain whether it is written anyhow; otherwise only when the next event is not the next one of the channel
 * @param from the id that the client came with, if it did
 */
record PendingGap(
        GapReason reason, boolean certain, @Nullable String from) {}
