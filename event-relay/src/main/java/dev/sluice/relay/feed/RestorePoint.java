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
 * @param isAnew whether the log does not go on from what relay-state says: it is another one, or shorter, or what came next
 *     has expired unread. How far the channels' sequences went is not known then, so all begin anew, and what the log holds
 *     is of no use
 */
record RestorePoint(long offset, Acceptance acceptance, TreeSet<Long> claims, boolean isAnew) {

    static RestorePoint choose(LogEnds log, @Nullable FeedState feed, Map<String, ChannelState> channels) {
        if (feed == null || !feed.topicId().equals(log.topicId())) {
            return atLogEnd(log, List.of());
        }
        if (feed.through() > log.end() || feed.through() < log.start()) {
            return atLogEnd(log, feed.claims());
        }
        Map<String, ChannelPosition> positions = new HashMap<>();
        channels.forEach((channel, state) -> positions.put(channel, state.position()));
        return new RestorePoint(
                feed.through(),
                Acceptance.fromCheckpoint(feed.through(), feed.claims(), positions),
                new TreeSet<>(feed.claims()),
                false);
    }

    private static RestorePoint atLogEnd(LogEnds log, List<Long> claims) {
        TreeSet<Long> still = new TreeSet<>(claims);
        still.tailSet(log.end()).clear();
        return new RestorePoint(
                log.end(), Acceptance.fromCheckpoint(log.end(), still, Map.of()), new TreeSet<>(still), true);
    }

    /**
     * An events topic's partition as the brokers describe it.
     *
     * @param topicId Kafka's id: another one = another topic of that name
     */
    record LogEnds(String topicId, long start, long end) {}

    /** The same without its end. */
    record LogStart(String topicId, long start) {}
}
