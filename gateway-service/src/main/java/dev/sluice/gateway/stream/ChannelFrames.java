package dev.sluice.gateway.stream;

import org.jspecify.annotations.Nullable;

/**
 * The frames of one channel that the ring still holds, oldest first, each at an ordinal that never changes: random
 * access for any number of readers. Offsets ascend over all of it, sequences within a generation.
 *
 * <p>Confined to its event loop.
 */
final class ChannelFrames {
    private static final int SMALLEST = 4;

    private @Nullable Frame[] slots = new @Nullable Frame[SMALLEST];
    private long first;
    private long end;
    /** From this ordinal on all frames are of the newest generation. */
    private long generationFrom;

    private @Nullable Frame newest;
    /** Kept from the first client on that is slow and wants the newest of each type. */
    private @Nullable TypeChain types;

    /** The ordinal of the oldest frame that is here. */
    long first() {
        return first;
    }

    /** The ordinal that the next frame will have. */
    long end() {
        return end;
    }

    Frame get(long ordinal) {
        Frame frame = slots[slot(ordinal)];
        if (ordinal < first || ordinal >= end || frame == null) {
            throw new IllegalArgumentException("ordinal " + ordinal + " is not in " + first + ".." + end);
        }
        return frame;
    }

    /** The frame that was added last. It may have been evicted: then its bytes are gone, and what it is remains. */
    Frame newest() {
        if (newest == null) {
            throw new IllegalStateException("no frame was ever here");
        }
        return newest;
    }

    /** As {@link #newest}; {@code null} = no frame was ever here. */
    @Nullable
    Frame newestKnown() {
        return newest;
    }

    void add(Frame frame) {
        if (end - first == slots.length) {
            grow();
        }
        if (end > first && !get(end - 1).generation().equals(frame.generation())) {
            generationFrom = end;
        }
        slots[slot(end)] = frame;
        newest = frame;
        if (types != null) {
            types.add(end, frame);
        }
        end++;
    }

    void removeOldest() {
        if (types != null) {
            types.removeOldest(first, get(first));
        }
        slots[slot(first)] = null;
        first++;
    }

    /** From now on it is known which frames are the newest of their type. */
    void chainTypes() {
        if (types == null) {
            types = new TypeChain(slots.length);
            for (long ordinal = first; ordinal < end; ordinal++) {
                types.add(ordinal, get(ordinal));
            }
        }
    }

    /** Returns whether no frame before {@code until} is a newer one of this one's type; after {@link #chainTypes} only. */
    boolean isNewestOfType(long ordinal, long until) {
        if (types == null) {
            throw new IllegalStateException("types are not chained");
        }
        return types.isNewest(ordinal, until);
    }

    /** Returns the ordinal of the first frame at or after this offset; {@link #end} when there is none. */
    long ordinalFrom(long offset) {
        long low = first;
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The frame of the newest generation with this sequence; {@code null} when it is not here. */
    @Nullable
    Frame find(String generation, long sequence) {
        long low = Math.max(first, generationFrom);
        if (low == end || !get(low).generation().equals(generation)) {
            return null;
        }
        for (long high = end; low < high; ) {
            long middle = (low + high) >>> 1;
            Frame frame = get(middle);
            if (frame.sequence() == sequence) {
                return frame;
            }
            if (frame.sequence() < sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return null;
    }

    private int slot(long ordinal) {
        return (int) (ordinal & (slots.length - 1));
    }

    private void grow() {
        if (types != null) {
            types.grow(first, end);
        }
        @Nullable Frame[] larger = new @Nullable Frame[slots.length * 2];
        for (long ordinal = first; ordinal < end; ordinal++) {
            larger[(int) (ordinal & (larger.length - 1))] = slots[slot(ordinal)];
        }
        slots = larger;
    }
}
