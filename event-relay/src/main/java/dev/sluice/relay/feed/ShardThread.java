package dev.sluice.relay.feed;

import dev.sluice.model.channel.Feed;
import dev.sluice.model.relay.RelayStates;

/** What a tenure needs of the owner of its shard. */
public interface ShardThread {
    int shard();

    /** Does this on the shard's thread, in order. Any thread. */
    void execute(Runnable task);

    /** Returns whether the group gives this shard to this relay, as of a moment ago: only then may a claim be written. */
    boolean mayClaim();

    StateWriter stateWriter();

    /** What relay-state says: as it was when the shard was taken, and what has been written since. */
    RelayStates restored();

    /** Returns whether the shard has been held long enough to have heard of all demands that there are. */
    boolean demandIsKnown();

    /** A checkpoint has failed: another owner has the shard, or may have it. All its tenures end. */
    void onStateLost(Throwable failure);

    /** A channel that was refused has been forgotten: if it is still wanted it is tried again. */
    void onForgotten(Feed feed, String channel);
}
