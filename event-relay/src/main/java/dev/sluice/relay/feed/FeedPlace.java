package dev.sluice.relay.feed;

import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.FeedState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenure begins to read: decided by what relay-state says and by what the log still holds.
 *
 * @param offset of the first record to be read
 * @param known the channels whose state holds there; of any other the generation is drawn anew or read in the log
 */
record FeedPlace(long offset, Acceptance acceptance, TreeSet<Long> claims, Map<String, ChannelState> known) {

    static FeedPlace choose(LogEnds log, @Nullable FeedState feed, Map<String, ChannelState> channels) {
        if (feed == null || !feed.topicId().equals(log.topicId()) || feed.through() > log.end()) {
            return atLogStart(log, List.of());
        }
        if (feed.through() < log.start()) {
            // What the channels had between the checkpoint and the log start has expired unread: nobody knows how far
            // their sequences went, so they begin anew unless the log still tells.
            return atLogStart(log, feed.claims());
        }
        Map<String, ChannelPosition> positions = new HashMap<>();
        channels.forEach((channel, state) -> positions.put(channel, state.position()));
        return new FeedPlace(
                feed.through(),
                Acceptance.fromCheckpoint(feed.through(), feed.claims(), positions),
                new TreeSet<>(feed.claims()),
                channels);
    }

    private static FeedPlace atLogStart(LogEnds log, List<Long> claims) {
        Acceptance acceptance = log.start() == 0
                ? Acceptance.fromCheckpoint(0, List.of(), Map.of())
                : Acceptance.fromOffset(log.start(), claims, Map.of());
        return new FeedPlace(log.start(), acceptance, new TreeSet<>(claims), Map.of());
    }

    /**
     * An events topic's partition as the brokers tell it.
     *
     * @param topicId Kafka's id: another one = another topic of that name
     */
    record LogEnds(String topicId, long start, long end) {}
}
