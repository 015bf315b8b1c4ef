package dev.sluice.relay.shard;

import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.Checkpoint;
import dev.sluice.model.relay.FeedState;
import dev.sluice.model.relay.RelayStates;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.model.wire.Wire;
import dev.sluice.relay.control.ApiDirectory;
import dev.sluice.relay.feed.ShardThread;
import dev.sluice.relay.feed.TenureParts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts in order what relay-state says of feeds that nobody has in hand: channels that a relay has left running are idle,
 * those whose events have expired or whose API is gone are forgotten, and so is a feed whose topic is gone. No claim is
 * needed: nothing is read or written in the feed, and its states hold where they did. Belongs to the shard's thread.
 */
final class ShardTidying {
    private final ShardThread shard;
    private final TenureParts parts;
    private final ApiDirectory directory;
    private final Function<Channel, Optional<Feed>> feedOf;
    /** Those of the present hold: what it has written is no news to the next one, which reads it. */
    private final RelayStates states;

    private final Map<Feed, Map<String, @Nullable ChannelState>> changes = new LinkedHashMap<>();

    ShardTidying(
            ShardThread shard, TenureParts parts, ApiDirectory directory, Function<Channel, Optional<Feed>> feedOf) {
        this.shard = shard;
        this.parts = parts;
        this.directory = directory;
        this.feedOf = feedOf;
        this.states = shard.restored();
    }

    /** @param inHand feeds that are left alone: their tenures do the same for them */
    void tidy(Set<Feed> inHand) throws InterruptedException {
        Map<String, Feed> feedsByApi = new HashMap<>();
        states.feeds().keySet().forEach(feed -> feedsByApi.put(feed.apiId(), feed));
        states.channels().forEach((key, state) -> {
            Channel channel = Channel.ofKey(key).orElse(null);
            if (channel != null && !directory.isDeployed(channel)) {
                change(feedsByApi.get(channel.apiId()), inHand, key, null);
            } else if (channel != null) {
                Feed feed = feedOf.apply(channel).orElse(null);
                if (isExpired(channel, state)) {
                    change(feed, inHand, key, null);
                } else if (wasLeftRunning(state)) {
                    change(feed, inHand, key, idle(state));
                }
            }
        });
        for (Map.Entry<Feed, FeedState> entry : Map.copyOf(states.feeds()).entrySet()) {
            Feed feed = entry.getKey();
            boolean gone = !inHand.contains(feed)
                    && !directory.isDeployedAnywhere(feed.apiId())
                    && !parts.questions().exists(parts.topics().eventsName(feed.apiId()));
            Map<String, @Nullable ChannelState> channels = changes.getOrDefault(feed, Map.of());
            if (gone || !channels.isEmpty()) {
                write(feed, channels, gone ? null : entry.getValue());
            }
        }
    }

    private void change(@Nullable Feed feed, Set<Feed> inHand, String key, @Nullable ChannelState next) {
        if (feed != null && !inHand.contains(feed)) {
            changes.computeIfAbsent(feed, _ -> new LinkedHashMap<>()).put(key, next);
        }
    }

    private boolean isExpired(Channel channel, ChannelState state) {
        long last = state.checkpoints().stream()
                .mapToLong(Checkpoint::time)
                .reduce(state.status().at(), Math::max);
        return directory
                .api(channel.environment(), channel.apiId())
                .filter(api ->
                        last < System.currentTimeMillis() - api.streaming().retentionMs())
                .isPresent();
    }

    private static boolean wasLeftRunning(ChannelState state) {
        return switch (state.status().upstream()) {
            case CONNECTING, LIVE, BACKING_OFF, REFUSED -> true;
            case IDLE, ENDED, UNKNOWN -> false;
        };
    }

    private ChannelState idle(ChannelState state) {
        UpstreamStatus idle = new UpstreamStatus(Upstream.IDLE, null, "nobody listens", System.currentTimeMillis());
        return state.with(idle, parts.nodeId());
    }

    private void write(Feed feed, Map<String, @Nullable ChannelState> channels, @Nullable FeedState state) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        channels.forEach((key, next) -> records.add(row(key, next == null ? null : Wire.write(next))));
        records.add(row(feed.stateKey(), state == null ? null : Wire.write(state)));
        var unused = shard.stateWriter()
                .write(records)
                .whenComplete((_, failure) -> shard.execute(() -> {
                    if (failure != null) {
                        shard.onStateLost(failure);
                    } else {
                        channels.forEach(states::onChannel);
                        states.onFeed(feed, state);
                    }
                }));
    }

    private ProducerRecord<String, byte[]> row(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(parts.topics().relayState().name(), shard.shard(), key, value);
    }
}
