package dev.sluice.gateway.stream;

import java.util.HashMap;
import java.util.Map;

/**
 * For each frame of a channel that the ring holds the next one of the same type, so that it is known of any frame,
 * for any moment, whether it was the newest of its type then. Bounded by what the ring holds.
 *
 * <p>Confined to its event loop.
 */
final class TypeChain {
    private static final long NONE = Long.MAX_VALUE;

    private final Map<String, Long> newest = new HashMap<>();
    private long[] next;

    /** @param slots how many frames it has room for; a power of two */
    TypeChain(int slots) {
        next = new long[slots];
    }

    void add(long ordinal, Frame frame) {
        Long before = newest.put(frame.type(), ordinal);
        if (before != null) {
            next[slot(before)] = ordinal;
        }
        next[slot(ordinal)] = NONE;
    }

    void removeOldest(long ordinal, Frame frame) {
        newest.remove(frame.type(), ordinal);
    }

    /** Makes room for twice as many as the frames from one ordinal to another, with which it is full. */
    void grow(long first, long end) {
        long[] larger = new long[next.length * 2];
        for (long ordinal = first; ordinal < end; ordinal++) {
            larger[(int) (ordinal & (larger.length - 1))] = next[slot(ordinal)];
        }
        next = larger;
    }

    /** Returns whether no frame before {@code until} is a newer one of this type. */
    boolean isNewest(long ordinal, long until) {
        return next[slot(ordinal)] >= until;
    }

    private int slot(long ordinal) {
        return (int) (ordinal & (next.length - 1));
    }
}
