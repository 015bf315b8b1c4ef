package dev.sluice.gateway.stream;

import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.relay.ChannelState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One channel on one event loop: the frames that the ring holds of it, and its subscribers. Confined to the loop. */
public final class LoopChannel {
    private final LoopFeed feed;
    private final ChannelFrames frames = new ChannelFrames();
    private final List<Subscriber> subscribers = new ArrayList<>(1);
    private String key;
    private long dueInTurn;

    LoopChannel(String key, LoopFeed feed) {
        this.key = key;
        this.feed = feed;
    }

    public String key() {
        return key;
    }

    /** @param same equal to the one before */
    void setKey(String same) {
        key = same;
    }

    /** Marks it due in this turn, and returns whether it was not before. */
    boolean becomeDue(long turn) {
        boolean first = dueInTurn != turn;
        dueInTurn = turn;
        return first;
    }

    public LoopFeed feed() {
        return feed;
    }

    public int subscribers() {
        return subscribers.size();
    }

    /** Begins a stream here; the head of the response has been written. */
    public Subscriber open(ResumePlan plan, Outlet outlet, StreamTerms terms, LoopStreams streams) {
        Subscriber subscriber = new Subscriber(this, outlet, plan, terms, streams);
        subscribers.add(subscriber);
        subscriber.begin(plan);
        return subscriber;
    }

    /** The channel's state at the relays has changed. */
    public void onState(ChannelState state) {
        for (int i = subscribers.size() - 1; i >= 0; i--) {
            subscribers.get(i).onState(state);
        }
    }

    ChannelFrames frames() {
        return frames;
    }

    /** The frame of the newest generation with this sequence; {@code null} when the ring does not hold it. */
    @Nullable
    Frame find(String generation, long sequence) {
        return frames.find(generation, sequence);
    }

    /** Where the channel stood at an offset that the ring reaches back to, given where it stands now. */
    @Nullable
    ChannelPosition positionAt(long offset, @Nullable ChannelPosition now) {
        long ordinal = frames.ordinalFrom(offset);
        if (ordinal == frames.end()) {
            return now;
        }
        Frame next = frames.get(ordinal);
        return new ChannelPosition(next.generation(), next.sequence() - 1);
    }

    /** Removes the ring's oldest frame of it, and with the last one a channel without a subscriber. */
    void evictOldest() {
        frames.removeOldest();
        feed.forgetIfIdle(this);
    }

    boolean isIdle() {
        return subscribers.isEmpty() && frames.first() == frames.end();
    }

    void remove(Subscriber subscriber) {
        int at = subscribers.indexOf(subscriber);
        if (at >= 0) {
            Subscriber last = subscribers.removeLast();
            if (at < subscribers.size()) {
                subscribers.set(at, last);
            }
        }
        feed.forgetIfIdle(this);
    }

    /** Sends each subscriber what is due. */
    void advanceAll() {
        for (int i = subscribers.size() - 1; i >= 0; i--) {
            subscribers.get(i).advance();
        }
    }

    void attachAll() {
        for (int i = subscribers.size() - 1; i >= 0; i--) {
            subscribers.get(i).onAttached();
        }
    }

    void detachAll(PendingGap gap, boolean anotherLog) {
        for (int i = subscribers.size() - 1; i >= 0; i--) {
            subscribers.get(i).onDetached(gap, anotherLog);
        }
    }
}
