package dev.sluice.model.event;

import java.util.List;
import java.util.Map;

/**
 * What an owner has written down of a feed, made from what it read back.
 *
 * @param through the first offset that is not in it
 * @param claims all retained claims and the last one before the log start
 * @param positions of all channels, as they stand at {@code through}
 * @param items by channel: the backend's item that is last accepted, its upstream id
 */
public record FeedCheckpoint(
        long through, List<Long> claims, Map<String, ChannelPosition> positions, Map<String, Integer> items) {

    static final FeedCheckpoint NONE = new FeedCheckpoint(0, List.of(), Map.of(), Map.of());

    public FeedCheckpoint {
        claims = List.copyOf(claims);
        positions = Map.copyOf(positions);
        items = Map.copyOf(items);
    }
}
