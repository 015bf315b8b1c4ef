package dev.sluice.relay.shard;

import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.relay.control.ApiDirectory;
import dev.sluice.relay.demand.ShardDemand;
import dev.sluice.relay.feed.FeedTenure;
import dev.sluice.relay.feed.ShardThread;
import dev.sluice.relay.feed.TenureContext;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The feeds of a shard that is taken: each of which a channel is wanted has a tenure. Between one hold and the next
 * there are none, and only {@link #closeAll} may be called. Belongs to the shard's thread.
 */
final class ShardFeeds {
    private final ShardThread shard;
    private final TenureContext context;
    private final ApiDirectory directory;
    private final ShardDemand demand;
    private final PullDecisions decisions;
    private final Map<Feed, FeedTenure> tenures = new HashMap<>();
    private final Set<String> wanted = new HashSet<>();

    ShardFeeds(ShardThread shard, TenureContext context, ApiDirectory directory, ShardDemand demand) {
        this.shard = shard;
        this.context = context;
        this.directory = directory;
        this.demand = demand;
        this.decisions = new PullDecisions(shard.shard(), context.topics().shards(), directory, demand);
    }

    Collection<FeedTenure> tenures() {
        return tenures.values();
    }

    /** APIs, or what is pinned, may be other ones. */
    void onApisChanged() {
        tenures.values().removeIf(this::closeIfDeleted);
        directory.pinned().stream().map(Channel::key).forEach(this::evaluate);
        evaluateAll();
        tenures.values().forEach(tenure -> tenure.withdraw(directory::isDeployed));
        wanted.removeIf(key -> Channel.ofKey(key).filter(directory::isDeployed).isEmpty());
    }

    /** Looks at all channels again: a gateway's life or death says so of many. */
    void evaluateAll() {
        Set<String> all = new LinkedHashSet<>(demand.channels());
        all.addAll(wanted);
        all.forEach(this::evaluate);
    }

    /** Has a channel pulled, or pulled no more, as it is wanted now. */
    void evaluate(String key) {
        decisions.of(key).ifPresent(decision -> {
            Feed feed = decision.feed();
            if (decision.pull() != null) {
                wanted.add(key);
                tenures.computeIfAbsent(feed, _ -> new FeedTenure(feed, decision.eventPartitions(), context, shard))
                        .want(key, decision.pull());
            } else if (wanted.remove(key)) {
                FeedTenure tenure = tenures.get(feed);
                if (tenure != null) {
                    tenure.want(key, null);
                }
            }
        });
    }

    /** A channel is not to be kept for clients that may come back; one that is wanted stays. */
    void leaveAtOnce(String key) {
        decisions.of(key).filter(decision -> decision.pull() == null).ifPresent(decision -> {
            FeedTenure tenure = tenures.get(decision.feed());
            if (tenure != null) {
                tenure.leaveAtOnce(key);
            }
        });
    }

    /** A channel that was refused has been forgotten: if it is still wanted it is tried again. */
    void onForgotten(String key) {
        wanted.remove(key);
        evaluate(key);
    }

    /** Puts in order what no relay has in hand; does nothing as long as a gateway that was not heard may want it. */
    void cleanUp() throws InterruptedException {
        if (shard.demandIsKnown()) {
            tenures.values().removeIf(this::closeIfUndeployed);
            new ShardCleanup(shard, context, directory).cleanUp(tenures.keySet());
        }
    }

    /** Its topic is deleted any moment: nothing of it is to be read or written any more. */
    private boolean closeIfDeleted(FeedTenure tenure) {
        boolean isDeleted = directory.isDeleted(tenure.feed().apiId());
        if (isDeleted) {
            tenure.close();
        }
        return isDeleted;
    }

    private boolean closeIfUndeployed(FeedTenure tenure) {
        boolean isOver =
                tenure.isAtRest() && !directory.isDeployedAnywhere(tenure.feed().apiId());
        if (isOver) {
            tenure.close();
        }
        return isOver;
    }

    void closeAll() {
        tenures.values().forEach(FeedTenure::close);
        tenures.clear();
        wanted.clear();
    }
}
