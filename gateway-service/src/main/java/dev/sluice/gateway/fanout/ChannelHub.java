package dev.sluice.gateway.fanout;

import static java.util.Objects.requireNonNull;

import dev.sluice.gateway.stream.DueChannels;
import dev.sluice.gateway.stream.Frame;
import dev.sluice.gateway.stream.LoopChannel;
import dev.sluice.gateway.stream.LoopFeed;
import dev.sluice.gateway.stream.RingLimits;
import dev.sluice.gateway.stream.TailBatch;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.relay.ChannelState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All feeds and channels of one event loop, and which of them are in use there. Confined to that loop, except for
 * {@link #post}.
 */
public final class ChannelHub {
    /** The users of one channel on this loop, who are notified when the relays' state of it has changed. */
    private final class Interest {
        private final Runnable watcher;
        private final List<Consumer<ChannelState>> waiting = new ArrayList<>(1);
        private int users;

        Interest(ChannelRef ref) {
            this.watcher = () -> post(() -> onState(ref));
        }
    }

    private record Delivery(Feed feed, TailBatch batch) {}

    /**
     * What the tail has read until this turn of the loop begins: a loop that is behind adds it all up and then sends each
     * client what is due in one write.
     */
    private final class Turn implements Runnable {
        /** Guarded by this; {@code null} = it has begun. */
        private @Nullable List<Delivery> deliveries = new ArrayList<>(2);

        /** Adds a delivery, and returns whether it could: the turn has not begun. */
        synchronized boolean add(Delivery delivery) {
            return deliveries != null && deliveries.add(delivery);
        }

        private synchronized List<Delivery> begin() {
            List<Delivery> all = requireNonNull(deliveries, "a turn begins once");
            deliveries = null;
            return all;
        }

        @Override
        public void run() {
            onDeliveries(begin());
        }
    }

    private static final long EVICTED_AT_ONCE = 64 * 1024;

    private final Executor loop;
    private final Fanout fanout;
    private final RingLimits limits;
    private final Map<Feed, LoopFeed> feeds = new HashMap<>();
    private final Map<Feed, Integer> feedUsers = new HashMap<>();
    private final Map<String, Interest> interests = new HashMap<>();
    /** Takes what the tail reads next, if it has not begun. Confined to the tail's thread. */
    private @Nullable Turn nextTurn;

    private long turns;
    private long usedBytes;
    /** The same for other threads. */
    private volatile long ringBytes;

    ChannelHub(Executor loop, Fanout fanout, RingLimits limits) {
        this.loop = loop;
        this.fanout = fanout;
        this.limits = limits;
    }

    /** From any thread: runs a task on the loop, after those posted before. */
    public void post(Runnable task) {
        loop.execute(task);
    }

    /** From the tail's thread: what it has read of a feed. */
    void deliver(Feed feed, TailBatch batch) {
        Delivery delivery = new Delivery(feed, batch);
        if (nextTurn == null || !nextTurn.add(delivery)) {
            nextTurn = new Turn();
            nextTurn.add(delivery);
            post(nextTurn);
        }
    }

    /** From the tail's thread: runs a task after all that was delivered before it, and before what comes later. */
    void postBetween(Runnable task) {
        nextTurn = null;
        post(task);
    }

    /** Bytes that its rings refer to; a little late. From any thread. */
    public long ringBytes() {
        return ringBytes;
    }

    /** The channel on this loop; between {@link #enter} and {@link #leave} only. */
    public LoopChannel channel(ChannelRef ref) {
        return feed(ref.feed()).channel(ref.key());
    }

    public @Nullable ChannelState state(ChannelRef ref) {
        return fanout.states().channel(ref.key());
    }

    /** Begins a use of the channel: its feed is tailed, its state watched. */
    public void enter(ChannelRef ref) {
        if (feedUsers.merge(ref.feed(), 1, Integer::sum) == 1) {
            fanout.tail().use(ref.feed());
        }
        Interest interest = interests.computeIfAbsent(ref.key(), _ -> {
            Interest fresh = new Interest(ref);
            fanout.states().watch(ref.key(), fresh.watcher);
            return fresh;
        });
        interest.users++;
    }

    /** Ends a use of the channel. */
    public void leave(ChannelRef ref) {
        Interest interest = interests.get(ref.key());
        if (interest == null) {
            throw new IllegalStateException("left without having entered: " + ref.key());
        }
        if (--interest.users == 0) {
            interests.remove(ref.key());
            fanout.states().unwatch(ref.key(), interest.watcher);
        }
        if (feedUsers.merge(ref.feed(), -1, Integer::sum) == 0) {
            feedUsers.remove(ref.feed());
            fanout.tail().leave(ref.feed());
        }
    }

    /** Notifies the listener of the channel's changes of state, until {@link #unlisten}. */
    public void listen(ChannelRef ref, Consumer<ChannelState> listener) {
        Interest interest = interests.get(ref.key());
        if (interest != null) {
            interest.waiting.add(listener);
        }
    }

    public void unlisten(ChannelRef ref, Consumer<ChannelState> listener) {
        Interest interest = interests.get(ref.key());
        if (interest != null) {
            interest.waiting.remove(listener);
        }
    }

    void onAttached(Feed feed, long from, List<Long> claims) {
        change(feed(feed), known -> known.onAttached(from, claims));
    }

    private void onDeliveries(List<Delivery> all) {
        DueChannels due = new DueChannels(++turns);
        for (Delivery delivery : all) {
            change(feed(delivery.feed()), known -> known.add(delivery.batch(), due));
        }
        due.advanceAll();
        long now = System.currentTimeMillis();
        for (Delivery delivery : all) {
            List<Frame> frames = delivery.batch().frames();
            if (!frames.isEmpty()) {
                fanout.onDelivered(frames.getLast().timestamp());
            }
            change(feed(delivery.feed()), known -> known.trim(now));
        }
        trimAll();
    }

    void onDetached(Feed feed, GapReason reason) {
        change(feed(feed), known -> known.onDetached(reason));
    }

    void onReleased(Feed feed) {
        LoopFeed known = feeds.get(feed);
        if (known != null) {
            change(known, LoopFeed::release);
            if (!feedUsers.containsKey(feed)) {
                feeds.remove(feed);
            }
        }
    }

    void releaseAll() {
        feeds.values().forEach(known -> change(known, LoopFeed::release));
    }

    /** Lets go what the rings have held for too long; to be called now and then. */
    public void trim() {
        long now = System.currentTimeMillis();
        feeds.values().forEach(known -> change(known, one -> one.trim(now)));
    }

    /** Brings all rings together to their bound, the oldest first, in runs of some frames of one feed. */
    private void trimAll() {
        while (usedBytes > limits.bytes()) {
            LoopFeed oldest = Collections.min(feeds.values(), Comparator.comparingLong(LoopFeed::oldestMillis));
            long least = Math.max(oldest.ringBytes() - EVICTED_AT_ONCE, 0);
            change(oldest, one -> {
                do {
                    one.evictOldest();
                } while (one.ringBytes() > least);
            });
        }
    }

    private void change(LoopFeed feed, Consumer<LoopFeed> change) {
        long before = feed.ringBytes();
        change.accept(feed);
        usedBytes += feed.ringBytes() - before;
        ringBytes = usedBytes;
    }

    private LoopFeed feed(Feed feed) {
        return feeds.computeIfAbsent(feed, fresh -> new LoopFeed(fresh, limits));
    }

    private void onState(ChannelRef ref) {
        Interest interest = interests.get(ref.key());
        ChannelState state = state(ref);
        if (interest == null || state == null) {
            return;
        }
        List.copyOf(interest.waiting).forEach(listener -> listener.accept(state));
        channel(ref).onState(state);
    }
}
