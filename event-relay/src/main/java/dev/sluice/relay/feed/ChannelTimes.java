package dev.sluice.relay.feed;

import java.time.Duration;

/**
 * How long channels that no gateway wants any more are pulled and remembered.
 *
 * @param linger how long one is pulled
 * @param untilDemandIsKnown how long a shard is held until all demands there are have been heard of
 * @param expiryCheck how often a feed in tenure is searched for channels whose events have expired
 * @param cleanup how often the states of feeds in no relay's hands are cleaned up
 */
public record ChannelTimes(Duration linger, Duration untilDemandIsKnown, Duration expiryCheck, Duration cleanup) {
    /** What a relay works with. */
    public static ChannelTimes of(Duration linger) {
        return new ChannelTimes(linger, Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(20));
    }
}
