package dev.sluice.gateway.stream;

import dev.sluice.model.event.ChannelPosition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The range of a client that has no id to count from: the last events, or those since a time.
 *
 * @param before the last event that is known to lie before it; {@code null} = none is
 * @param since {@code null} = it is counted: the event after {@code before} is its first one
 */
record StartRange(
        @Nullable ChannelPosition before, @Nullable Instant since) {
    boolean isCounted() {
        return since == null;
    }
}
