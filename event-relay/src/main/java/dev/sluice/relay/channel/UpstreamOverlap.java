package dev.sluice.relay.channel;

import java.util.ArrayList;
import java.util.List;

/**
 * Removes what a backend repeats after it was asked to go on from an id, and finds where it has not gone on.
 *
 * <p>The rule, for the blocks of one connection that was opened with the id X:
 * <ol>
 *   <li>An honest backend goes on after X. The events without an id that were written since X come again, in the same
 *       order: they are removed as long as they are equal, one by one. A difference is a gap.
 *   <li>X itself again, with the same data: the backend includes what it is asked for; removed.
 *   <li>An id that was written before X, with the same data: the backend repeats from there. Everything up to X is removed.
 *   <li>A number below X that is not known, or any unknown id of a backend that is known to repeat: it may repeat, or
 *       it may have begun anew. Blocks are held until one of them is known (a repeat: all removed), or until it cannot
 *       be a repeat (it goes past X without X, its numbers do not rise, X or a known id comes with other data) or
 *       cannot be decided ({@value #MAX_HELD} blocks, {@value #MAX_HELD_BYTES} bytes, the caller's deadline, the end of
 *       the stream): then a gap, and all of them are written. So nothing is lost silently, nothing is doubled silently.
 *   <li>Any other id is the next one. If X comes after all, what was written since is reported as a gap.
 * </ol>
 * A backend that re-uses ids for other data, or counts from 1 again, therefore costs a gap and no event.
 * What cannot be seen: a backend that sends the same ids with the same data anew, or events without an id that equal
 * those it should have repeated. They are taken for repeats.
 *
 * <p>Confined to the pull's event loop. Memory: what is held, and {@link RecentIds}.
 */
final class UpstreamOverlap {
    static final int MAX_HELD = 1_024;
    static final int MAX_HELD_BYTES = 1 << 18;
    private static final int WATCHED_BLOCKS = 1_024;

    private enum Place {
        /** After X, or after what was written since X. */
        AFTER_ID,
        /** In a repeat of what came before X. */
        REPEATING,
        /** In what may be a repeat. */
        HOLDING,
        /** In what is new. */
        SETTLED
    }

    private final String resumed;
    private final List<BlockHash> since;
    private final boolean isKnownToRepeat;
    private final RecentIds recent;
    private final List<Block> held = new ArrayList<>();
    private int heldBytes;
    private Place place = Place.AFTER_ID;
    private int repeated;
    private int watched;
    private boolean repeats;
    /** The repeat has come to X: what is unknown after it is new. */
    private boolean resumedIsMet;

    /** @param before as it is when the connection is opened; must have an id */
    UpstreamOverlap(ChannelMemory before, boolean isKnownToRepeat, RecentIds recent) {
        this.resumed = before.upstreamId() == null ? "" : before.upstreamId();
        this.since = before.sinceOwnId();
        this.isKnownToRepeat = isKnownToRepeat;
        this.recent = recent;
    }

    Overlap judge(Block block) {
        return switch (place) {
            case AFTER_ID -> afterId(block);
            case REPEATING -> repeating(block);
            case HOLDING -> holding(block);
            case SETTLED -> settled(block);
        };
    }

    /** It was not decided in time, or the stream has ended: what is held counts. */
    Overlap giveUp() {
        return place == Place.HOLDING ? broken() : new Overlap.Repeated(0);
    }

    boolean isHolding() {
        return place == Place.HOLDING;
    }

    /** Returns whether the backend has sent again what it was not asked for. */
    boolean repeats() {
        return repeats;
    }

    private Overlap afterId(Block block) {
        String id = block.id();
        if (id == null) {
            return withoutId(block);
        }
        if (id.equals(resumed)) {
            return resumedAgain(block);
        }
        return switch (recent.known(id, block)) {
            case SAME -> repeat(Place.REPEATING);
            case OTHER -> broken(block);
            case NOT -> isSuspicious(id) ? hold(block) : next(block);
        };
    }

    private boolean isSuspicious(String id) {
        return CountedIds.isOlder(resumed, id)
                || (isKnownToRepeat && !resumedIsMet && !id.isEmpty() && !CountedIds.isNewer(resumed, id));
    }

    private Overlap withoutId(Block block) {
        if (repeated < written()) {
            boolean isEqual = since.get(1 + repeated).equals(block.hash());
            repeated++;
            return isEqual ? new Overlap.Repeated(1) : broken(block);
        }
        return next(block);
    }

    /** How many events without an id have been written since X, as far as they are known. */
    private int written() {
        return Math.max(0, since.size() - 1);
    }

    private Overlap next(Block block) {
        boolean isComplete = repeated == written() && since.size() < ChannelMemory.MAX_HASHES;
        if (!isComplete) {
            return broken(block);
        }
        place = Place.SETTLED;
        return new Overlap.Next(block);
    }

    private Overlap resumedAgain(Block block) {
        if (block instanceof Block.IdOnly) {
            return new Overlap.Repeated(1);
        }
        if (!isResumed(block)) {
            return broken(block);
        }
        return metAgain();
    }

    private Overlap metAgain() {
        resumedIsMet = true;
        return repeat(Place.AFTER_ID);
    }

    private boolean isResumed(Block block) {
        return !since.isEmpty() && since.getFirst().equals(block.hash());
    }

    private Overlap repeat(Place where) {
        place = where;
        repeats = true;
        repeated = 0;
        Overlap all = new Overlap.Repeated(1 + held.size());
        held.clear();
        heldBytes = 0;
        return all;
    }

    private Overlap repeating(Block block) {
        String id = block.id();
        if (id == null) {
            return new Overlap.Repeated(1);
        }
        if (id.equals(resumed)) {
            return resumedAgain(block);
        }
        return switch (recent.known(id, block)) {
            case SAME -> new Overlap.Repeated(1);
            case OTHER -> broken(block);
            case NOT -> CountedIds.isOlder(resumed, id) ? new Overlap.Repeated(1) : broken(block);
        };
    }

    private Overlap hold(Block block) {
        place = Place.HOLDING;
        held.add(block);
        heldBytes += block.bytes();
        return new Overlap.Undecided();
    }

    private Overlap holding(Block block) {
        String id = block.id();
        if (id != null) {
            if (id.equals(resumed) && !(block instanceof Block.IdOnly)) {
                return isResumed(block) ? metAgain() : broken(block);
            }
            RecentIds.Known known = recent.known(id, block);
            if (known == RecentIds.Known.SAME) {
                return repeat(Place.REPEATING);
            }
            if (known == RecentIds.Known.OTHER || CountedIds.isNewer(resumed, id) || !rises(id)) {
                return broken(block);
            }
        }
        if (held.size() >= MAX_HELD || heldBytes + block.bytes() > MAX_HELD_BYTES) {
            return broken(block);
        }
        return hold(block);
    }

    /** Returns whether this id, if it is a number, is not below the last one held. */
    private boolean rises(String id) {
        for (Block block : held.reversed()) {
            if (block.id() != null) {
                return !CountedIds.isOlder(block.id(), id);
            }
        }
        return true;
    }

    private Overlap settled(Block block) {
        if (watched < WATCHED_BLOCKS) {
            watched++;
            if (resumed.equals(block.id()) && !(block instanceof Block.IdOnly) && isResumed(block)) {
                metAgain();
                return new Overlap.Broken(List.of());
            }
        }
        return new Overlap.Next(block);
    }

    private Overlap broken(Block block) {
        held.add(block);
        return broken();
    }

    private Overlap broken() {
        List<Block> all = List.copyOf(held);
        held.clear();
        heldBytes = 0;
        place = Place.SETTLED;
        // What is new from here on may use the old ids.
        watched = WATCHED_BLOCKS;
        return new Overlap.Broken(all);
    }
}
