package dev.sluice.gateway.stream;

import java.util.List;

/**
 * What the tail has accepted of a feed in one poll. Each event loop owns one reference of each frame.
 *
 * @param claims of the feed, as far as it has been read
 * @param hasNewClaims whether one of them was in this batch
 */
public record TailBatch(List<Frame> frames, List<Long> claims, boolean hasNewClaims) {}
