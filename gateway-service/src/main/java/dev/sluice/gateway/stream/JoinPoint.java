package dev.sluice.gateway.stream;

import dev.sluice.model.event.ChannelPosition;
import org.jspecify.annotations.Nullable;

/**
 * The point at which a client joins a channel. It comes after every batch up to {@code position}, so that the ring on the
 * same event loop holds exactly what the tail has read.
 *
 * @param end the end of the feed, requested after the client had come: its events are those from here on
 * @param position what the tail has read so far; not before {@code end}
 * @param known where the channel stands at {@code position}; {@code null} when it has had no record
 * @param before a place of the feed before {@code end}
 * @param knownBefore where the channel stands there
 */
public record JoinPoint(
        long end,
        long position,
        @Nullable ChannelPosition known,
        long before,
        @Nullable ChannelPosition knownBefore) {}
