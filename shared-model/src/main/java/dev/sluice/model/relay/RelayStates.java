package dev.sluice.model.relay;

import dev.sluice.model.channel.Feed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One shard's relay-state, as far as it has been read. Channel states count only when the feed record that closes their
 * transaction has been read, so what is seen here is always a whole checkpoint.
 *
 * <p>Not thread safe; the reader owns it. Memory: one state for each channel.
 */
public final class RelayStates {
    private final Map<Feed, FeedState> feeds = new HashMap<>();
    private final Map<String, ChannelState> channels = new HashMap<>();
    private final Map<String, @Nullable ChannelState> staged = new LinkedHashMap<>();

    /** The next record. */
    public void on(StateRecord record) {
        switch (record) {
            case StateRecord.OfChannel(String channel, ChannelState state) -> onChannel(channel, state);
            case StateRecord.OfFeed(Feed feed, FeedState state) -> onFeed(feed, state);
        }
    }

    /** A channel's record; {@code null} = its tombstone. It is held until {@link #onFeed}. */
    public void onChannel(String channel, @Nullable ChannelState state) {
        staged.put(channel, state);
    }

    /** A feed's record; {@code null} = its tombstone. Everything staged before it now counts. */
    public void onFeed(Feed feed, @Nullable FeedState state) {
        onFeed(feed, state, (_, _) -> {});
    }

    /** The same, passing on each channel whose state has now come to count; {@code null} = it is gone. */
    public void onFeed(Feed feed, @Nullable FeedState state, BiConsumer<String, @Nullable ChannelState> changed) {
        staged.forEach((channel, next) -> {
            if (next == null) {
                channels.remove(channel);
            } else {
                channels.put(channel, next);
            }
        });
        if (state == null) {
            feeds.remove(feed);
        } else {
            feeds.put(feed, state);
        }
        staged.forEach(changed);
        staged.clear();
    }

    public @Nullable FeedState feed(Feed feed) {
        return feeds.get(feed);
    }

    public @Nullable ChannelState channel(String channel) {
        return channels.get(channel);
    }

    /** The states that count, by channel; a view. */
    public Map<String, ChannelState> channels() {
        return java.util.Collections.unmodifiableMap(channels);
    }

    /** The feeds that have a checkpoint; a view. */
    public Map<Feed, FeedState> feeds() {
        return java.util.Collections.unmodifiableMap(feeds);
    }
}
