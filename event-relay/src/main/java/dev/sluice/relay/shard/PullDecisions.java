package dev.sluice.relay.shard;

import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.api.Endpoint;
import dev.sluice.model.api.TopicStreaming;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.node.DemandRecord;
import dev.sluice.relay.control.ApiDirectory;
import dev.sluice.relay.demand.ShardDemand;
import dev.sluice.relay.feed.PullSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether and how a shard's channels are to be pulled: by what gateways ask and by what the APIs say. */
final class PullDecisions {
    private final int shard;
    private final int shards;
    private final ApiDirectory directory;
    private final ShardDemand demand;

    PullDecisions(int shard, int shards, ApiDirectory directory, ShardDemand demand) {
        this.shard = shard;
        this.shards = shards;
        this.directory = directory;
        this.demand = demand;
    }

    /** The feed of a channel whose API is deployed; empty when it is not, or when the feed is of another shard. */
    private Optional<Feed> feedOf(Channel channel) {
        return directory
                .api(channel.environment(), channel.apiId())
                .map(api -> Feed.of(channel, api.eventPartitions()))
                .filter(feed -> feed.shard(shards) == shard);
    }

    /** What to do with a channel; empty when nothing can be said of it yet. */
    Optional<Decision> of(String key) {
        Channel channel = Channel.ofKey(key).orElse(null);
        Feed feed = channel == null ? null : feedOf(channel).orElse(null);
        if (channel == null || feed == null) {
            return Optional.empty();
        }
        ApiRecord api = directory
                .api(channel.environment(), channel.apiId())
                .orElseThrow(() -> new IllegalStateException("no API has " + key));
        Endpoint endpoint = api.endpoint(channel.keyType());
        PullSettings settings = endpoint == null
                ? null
                : streaming(api, channel)
                        .map(rules -> PullSettings.of(api, endpoint, channel, rules))
                        .orElse(null);
        return Optional.of(new Decision(feed, api.eventPartitions(), settings));
    }

    /** The rules of the topic by which the channel is wanted; empty when it is not. */
    private Optional<TopicStreaming> streaming(ApiRecord api, Channel channel) {
        Optional<TopicStreaming> pinned = directory.pinnedBy(channel).map(ApiTopic::streaming);
        if (pinned.isPresent()) {
            return pinned;
        }
        Optional<DemandRecord> asked = demand.wanted(channel.key());
        return asked.flatMap(record -> api.topics().stream()
                .filter(topic -> topic.target().equals(record.topic()))
                .map(ApiTopic::streaming)
                .findFirst());
    }

    /** @param pull {@code null} = it is not to be pulled */
    record Decision(
            Feed feed, int eventPartitions, @Nullable PullSettings pull) {}
}
