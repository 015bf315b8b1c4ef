package dev.sluice.model.event;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one rule by which every reader of a feed decides which records count. The log decides, not the writers: any two
 * readers that have read the same records agree, wherever they began.
 *
 * <p>A claim's offset is the epoch in force until the next claim. Records of another epoch do not count. In the epoch
 * in force a record counts if it is its channel's next one, and no other does: after a send that has failed nothing
 * counts until the owner, which reads back and sees the same, has claimed again and sent again. So nothing has to be
 * remembered but the epoch and where each channel stands, and a reader that has these of any offset decides as one that
 * began before it.
 *
 * <p>The net below: the first record that an owner sends for a channel says so, and counts even if records before it are
 * missing, which is then reported. An owner that knew what this reader knows never needs it.
 *
 * <p>A reader begins at an offset x that is no later than the newest {@code through} it has seen, with the claims and the
 * channel positions that hold at x. It never takes the epoch from a record or an id.
 *
 * <p>Not thread safe; one reader owns it. Memory: one entry for each channel of the feed.
 */
public final class Acceptance {
    /** No claim has been read: nothing counts. */
    public static final long NO_EPOCH = -1;

    private final Map<String, HeldPosition> channels = new HashMap<>();
    private final boolean complete;
    private long epoch;
    private long missed;
    /** The channel of the last record that counts; {@code null} = none has been read. */
    private @Nullable HeldPosition accepted;

    private Acceptance(long epoch, Map<String, ChannelPosition> known, boolean complete) {
        this.epoch = epoch;
        this.complete = complete;
        known.forEach((channel, position) ->
                channels.put(channel, new HeldPosition(channel, position.generation(), position.sequence())));
    }

    /**
     * A reader that begins at a checkpoint and knows every channel of the feed: one that is not in {@code known} has had
     * no record yet.
     *
     * @param offset the first offset it will read
     * @param claims the offsets of the claims, as the feed's state lists them
     */
    public static Acceptance fromCheckpoint(long offset, Collection<Long> claims, Map<String, ChannelPosition> known) {
        return new Acceptance(epochAt(offset, claims), known, true);
    }

    /**
     * A reader that begins anywhere and knows the channels in {@code known} only: of any other the first record in force
     * counts, whatever its sequence. To be used where what came before is gone (the log start) or does not matter.
     *
     * @param known must hold at {@code offset}, as the position in a client's id does at the id's own offset. A position
     *     that is too low there holds its channel back until a tenure begins; where that may be, leave the channel out
     *     and compare the first record that counts
     */
    public static Acceptance fromOffset(long offset, Collection<Long> claims, Map<String, ChannelPosition> known) {
        return new Acceptance(epochAt(offset, claims), known, false);
    }

    /** The epoch in force at an offset: the greatest claim that is not after it, or {@link #NO_EPOCH}. */
    public static long epochAt(long offset, Collection<Long> claims) {
        long greatest = NO_EPOCH;
        for (long claim : claims) {
            if (claim <= offset && claim > greatest) {
                greatest = claim;
            }
        }
        return greatest;
    }

    /** Judges the next record of the feed; records must come in the order of their offsets. */
    public Verdict read(FeedRecord row) {
        missed = 0;
        if (row.kind() == RecordKind.CLAIM) {
            epoch = row.offset();
            return Verdict.CLAIMED;
        }
        if (row.epoch() != epoch) {
            return Verdict.STALE;
        }
        return row.kind() == RecordKind.MARK ? readMark(row) : readSequenced(row);
    }

    /** The epoch in force after the last record read. */
    public long epoch() {
        return epoch;
    }

    /** How many records the last {@link Verdict#ACCEPTED_HOLE} or {@link Verdict#ACCEPTED_RESET} has passed over. */
    public long missed() {
        return missed;
    }

    /**
     * The key of the last record that was accepted: one string for all records of a channel, for readers that keep
     * many.
     */
    public String acceptedChannel() {
        return accepted().channel;
    }

    /** The generation of the last record that was accepted: one string for all of them. */
    public String acceptedGeneration() {
        return accepted().generation;
    }

    private HeldPosition accepted() {
        if (accepted == null) {
            throw new IllegalStateException("no record was accepted");
        }
        return accepted;
    }

    /** Where a channel stands; {@code null} when nothing is known of it. */
    public @Nullable ChannelPosition position(String channel) {
        HeldPosition held = channels.get(channel);
        return held == null ? null : new ChannelPosition(held.generation, held.last);
    }

    /** Forgets a channel whose state has been removed. */
    public void forget(String channel) {
        channels.remove(channel);
    }

    private Verdict readSequenced(FeedRecord row) {
        HeldPosition held = channels.get(row.key());
        if (held == null) {
            held = complete
                    ? new HeldPosition(row.key(), "", 0)
                    : new HeldPosition(row.key(), row.generation(), row.sequence() - 1);
            channels.put(row.key(), held);
        }
        boolean another = !held.generation.equals(row.generation());
        long last = another ? 0 : held.last;
        if (row.sequence() <= last) {
            return Verdict.REPEATED;
        }
        if (row.sequence() > last + 1 && !row.isFirstOfTenure()) {
            return Verdict.HELD_BACK;
        }
        boolean reset = another && !held.generation.isEmpty();
        missed = row.sequence() - last - 1;
        if (another) {
            held.generation = row.generation();
        }
        held.last = row.sequence();
        accepted = held;
        if (reset) {
            return Verdict.ACCEPTED_RESET;
        }
        return missed > 0 ? Verdict.ACCEPTED_HOLE : Verdict.ACCEPTED;
    }

    /** A mark names the record before it, so that one whose record has failed does not move the upstream id past it. */
    private Verdict readMark(FeedRecord row) {
        HeldPosition held = channels.get(row.key());
        if (held == null && !complete) {
            return Verdict.MARKED;
        }
        long last = held != null && held.generation.equals(row.generation()) ? held.last : 0;
        if (row.sequence() == last) {
            return Verdict.MARKED;
        }
        return row.sequence() < last ? Verdict.REPEATED : Verdict.HELD_BACK;
    }

    /** One channel: its generation and its last accepted sequence. */
    private static final class HeldPosition {
        private final String channel;
        private String generation;
        private long last;

        HeldPosition(String channel, String generation, long last) {
            this.channel = channel;
            this.generation = generation;
            this.last = last;
        }
    }
}
