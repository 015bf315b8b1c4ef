package dev.sluice.gateway.fanout;

import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;

/**
 * A channel with what else has to be known of it.
 *
 * @param topic of the API, as demands name it
 */
public record ChannelRef(Channel channel, String key, Feed feed, String topic) {
    public static ChannelRef of(Channel channel, int eventPartitions, String topic) {
        return new ChannelRef(channel, channel.key(), Feed.of(channel, eventPartitions), topic);
    }
}
