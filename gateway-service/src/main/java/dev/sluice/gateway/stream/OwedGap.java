package dev.sluice.gateway.stream;

import dev.sluice.model.control.GapReason;
import org.jspecify.annotations.Nullable;

/**
 * A gap to be told before the next event.
 *
 * @param certain whether it is told anyhow; otherwise only when the next event is not the next one of the channel
 * @param from the id that was asked for, if one was
 */
record OwedGap(GapReason reason, boolean certain, @Nullable String from) {}
