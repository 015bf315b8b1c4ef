package dev.sluice.model.relay;

import dev.sluice.model.channel.Feed;
import org.jspecify.annotations.Nullable;

/** A record of relay-state. */
public sealed interface StateRecord {
    /** @param state {@code null} = a tombstone */
    record OfChannel(String channel, @Nullable ChannelState state) implements StateRecord {}

    /**
     * The last one of its transaction.
     *
     * @param state {@code null} = a tombstone
     */
    record OfFeed(Feed feed, @Nullable FeedState state) implements StateRecord {}
}
