package dev.sluice.gateway.stream;

import dev.sluice.model.channel.Feed;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.ChannelPosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One tailed feed on one event loop: its ring and its channels. Confined to the loop. */
public final class LoopFeed {
    private final Feed feed;
    private final TailRing ring;
    private final Map<String, LoopChannel> channels = new HashMap<>();
    private List<Long> claims = List.of();
    private int replaced;

    public LoopFeed(Feed feed, RingLimits limits) {
        this.feed = feed;
        this.ring = new TailRing(limits, Long.MAX_VALUE);
    }

    public Feed feed() {
        return feed;
    }

    /** The channel with this key, made if it is not there. */
    public LoopChannel channel(String key) {
        LoopChannel known = channels.get(key);
        return known == null ? channels.computeIfAbsent(key, fresh -> new LoopChannel(fresh, this)) : known;
    }

    /** The tail has been attached at this offset: the ring begins there, earlier subscribers go on at their places. */
    public void onAttached(long from, List<Long> knownClaims) {
        claims = knownClaims;
        ring.restart(from);
        List.copyOf(channels.values()).forEach(LoopChannel::attachAll);
    }

    /**
     * What the tail has read. Its ring is above its bounds until {@link #trim}.
     *
     * @param due is given the channels that have something to send
     */
    public void add(TailBatch batch, DueChannels due) {
        claims = batch.claims();
        for (Frame frame : batch.frames()) {
            LoopChannel channel = channelOf(frame);
            ring.add(channel, frame);
            due.add(channel);
        }
    }

    /** From then on it is found by the frame's own string, which all frames of the channel share: no byte is compared. */
    @SuppressWarnings("ReferenceEquality")
    private LoopChannel channelOf(Frame frame) {
        LoopChannel channel = channel(frame.channel());
        if (channel.key() != frame.channel()) {
            channels.remove(channel.key());
            channel.setKey(frame.channel());
            channels.put(channel.key(), channel);
        }
        return channel;
    }

    /** Lets go what is too much or too old at this time, in epoch milliseconds. */
    public void trim(long millis) {
        ring.trim(millis);
    }

    /** When the broker took the oldest frame of its ring, in epoch milliseconds; the largest number when it is empty. */
    public long oldestMillis() {
        return ring.oldestMillis();
    }

    /** Lets the oldest frame of its ring go; there has to be one. */
    public void evictOldest() {
        ring.evictOldest();
    }

    /** The tail had to leave the feed, since the log was cut or is another one; it will be attached again. */
    public void onDetached(GapReason reason) {
        boolean another = reason == GapReason.RESET;
        replaced += another ? 1 : 0;
        ring.restart(Long.MAX_VALUE);
        List.copyOf(channels.values())
                .forEach(channel -> channel.detachAll(new PendingGap(reason, another, null), another));
    }

    /** How often its log has been replaced by another: a place is one in the log of its time. */
    public int replaced() {
        return replaced;
    }

    /** It has no subscriber any more: releases the frames. */
    public void release() {
        ring.restart(Long.MAX_VALUE);
    }

    public long ringBytes() {
        return ring.bytes();
    }

    /** Returns the offset from which on the ring holds every accepted record. */
    long completeFrom() {
        return ring.completeFrom();
    }

    /**
     * Returns the rule for a reader that begins at this offset.
     *
     * @param base where the channel stands there; {@code null} = not known
     */
    Acceptance acceptanceFrom(long offset, String channel, @Nullable ChannelPosition base) {
        Map<String, ChannelPosition> known = base == null ? Map.of() : Map.of(channel, base);
        return offset == 0
                ? Acceptance.fromCheckpoint(0, claims, Map.of())
                : Acceptance.fromOffset(offset, claims, known);
    }

    List<Long> claims() {
        return claims;
    }

    void forgetIfIdle(LoopChannel channel) {
        if (channel.isIdle()) {
            channels.remove(channel.key(), channel);
        }
    }
}
