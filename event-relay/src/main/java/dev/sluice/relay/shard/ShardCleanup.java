package dev.sluice.relay.shard;

import dev.sluice.model.api.ApiRecord;
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
import dev.sluice.relay.feed.EventsTopic;
import dev.sluice.relay.feed.ShardThread;
import dev.sluice.relay.feed.TenureContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts in order what relay-state says of feeds that are in no relay's hands: channels that a relay has left running, or
 * whose API is not deployed, are idle; those whose events have expired are forgotten, and so are a feed and its
 * channels whose topic is gone. No claim is needed: nothing is read or written in the feed, and its states hold where
 * they did. Belongs to the shard's thread.
 */
final class ShardCleanup {
    private static final Logger LOG = Logger.getLogger(ShardCleanup.class);

    private final ShardThread shard;
    private final TenureContext context;
    private final ApiDirectory directory;
    /** Those of the present hold: what it has written is no news to the next one, which reads it. */
    private final RelayStates states;

    private final Map<Feed, Map<String, @Nullable ChannelState>> changes = new LinkedHashMap<>();

    ShardCleanup(ShardThread shard, TenureContext context, ApiDirectory directory) {
        this.shard = shard;
        this.context = context;
        this.directory = directory;
        this.states = shard.restored();
    }

    /** @param inHand feeds that are left alone: their tenures do the same for them */
    void cleanUp(Set<Feed> inHand) throws InterruptedException {
        Map<String, Channel> channels = new LinkedHashMap<>();
        states.channels().keySet().forEach(key -> Channel.ofKey(key).ifPresent(channel -> channels.put(key, channel)));
        try {
            Map<String, EventsTopic> kept = topicsOfUndeployed(channels.values());
            channels.forEach((key, channel) -> cleanUp(key, channel, kept, inHand));
            write(kept, inHand);
        } catch (ExecutionException unknown) {
            LOG.warnf("relay-state is cleaned up later: shard=%d reason=%s", shard.shard(), unknown.getCause());
        }
    }

    /** By the API's id; one that is missing is gone for good. */
    private Map<String, EventsTopic> topicsOfUndeployed(Collection<Channel> channels)
            throws InterruptedException, ExecutionException {
        Map<String, String> names = new HashMap<>();
        channels.stream()
                .filter(channel -> !directory.isDeployed(channel))
                .forEach(channel -> names.put(channel.apiId(), context.topics().eventsName(channel.apiId())));
        states.feeds().keySet().stream()
                .filter(feed -> !directory.isDeployedAnywhere(feed.apiId()))
                .forEach(feed -> names.put(feed.apiId(), context.topics().eventsName(feed.apiId())));
        Map<String, EventsTopic> kept = new HashMap<>();
        if (!names.isEmpty()) {
            Map<String, EventsTopic> found = context.metadata().topics(names.values());
            names.forEach((apiId, name) -> {
                EventsTopic topic = found.get(name);
                if (topic != null) {
                    kept.put(apiId, topic);
                }
            });
        }
        return kept;
    }

    private void cleanUp(String key, Channel channel, Map<String, EventsTopic> kept, Set<Feed> inHand) {
        Optional<ApiRecord> api = directory.api(channel.environment(), channel.apiId());
        EventsTopic log = api.map(deployed -> new EventsTopic(
                        deployed.eventPartitions(), deployed.streaming().retentionMs()))
                .orElse(kept.get(channel.apiId()));
        ChannelState state = states.channel(key);
        if (log == null || state == null) {
            return;
        }
        Feed feed = Feed.of(channel, log.partitions());
        if (inHand.contains(feed)) {
            return;
        }
        if (isExpired(state, log)) {
            change(feed, key, null);
        } else if (api.isPresent() && wasLeftRunning(state)) {
            change(feed, key, idle(state, UpstreamStatus.NO_CLIENT));
        } else if (api.isEmpty() && state.status().upstream() != Upstream.IDLE) {
            change(feed, key, idle(state, UpstreamStatus.UNDEPLOYED));
        }
    }

    private void change(Feed feed, String key, @Nullable ChannelState next) {
        changes.computeIfAbsent(feed, _ -> new LinkedHashMap<>()).put(key, next);
    }

    private void write(Map<String, EventsTopic> kept, Set<Feed> inHand) {
        Map.copyOf(states.feeds()).forEach((feed, state) -> {
            boolean isGone = !directory.isDeployedAnywhere(feed.apiId()) && !kept.containsKey(feed.apiId());
            if (isGone && !inHand.contains(feed)) {
                Map<String, @Nullable ChannelState> all = new LinkedHashMap<>();
                channelsOf(feed.apiId()).forEach(key -> all.put(key, null));
                write(feed, all, null);
            } else if (changes.containsKey(feed)) {
                write(feed, changes.getOrDefault(feed, Map.of()), state);
            }
        });
    }

    private List<String> channelsOf(String apiId) {
        return states.channels().keySet().stream()
                .filter(key -> Channel.ofKey(key)
                        .filter(channel -> channel.apiId().equals(apiId))
                        .isPresent())
                .toList();
    }

    private static boolean isExpired(ChannelState state, EventsTopic log) {
        long last = state.checkpoints().stream()
                .mapToLong(Checkpoint::time)
                .reduce(state.status().at(), Math::max);
        return log.retentionMs() >= 0 && last < System.currentTimeMillis() - log.retentionMs();
    }

    private static boolean wasLeftRunning(ChannelState state) {
        return switch (state.status().upstream()) {
            case CONNECTING, LIVE, BACKING_OFF, REFUSED -> true;
            case IDLE, ENDED, UNKNOWN -> false;
        };
    }

    private ChannelState idle(ChannelState state, String reason) {
        UpstreamStatus idle = new UpstreamStatus(Upstream.IDLE, null, reason, System.currentTimeMillis());
        return state.with(idle, context.nodeId());
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
        return new ProducerRecord<>(context.topics().relayState().name(), shard.shard(), key, value);
    }
}
