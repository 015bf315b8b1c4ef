package dev.sluice.gateway.stream;

import dev.sluice.model.event.ChannelPosition;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream begins; it is kept until the stream is live.
 *
 * @param generation of the channel at {@code place}; empty = not known
 * @param sequence of the last event before {@code place}
 * @param place the first offset whose events are the client's
 * @param replay where to read the log from, if not from {@code place}
 * @param last where the channel stood as the client came; {@code null} = not known
 * @param fresh whether it begins at the live end; then {@code sluice.live} comes before any event
 * @param owed a gap to be told
 * @param filter events that are left out in silence
 * @param showsGaps whether gaps that are in the log are shown from the beginning
 */
public record Start(
        ResumeResult result,
        String generation,
        long sequence,
        long place,
        @Nullable ReplayFrom replay,
        @Nullable ChannelPosition last,
        boolean fresh,
        @Nullable OwedGap owed,
        Filter filter,
        boolean showsGaps) {

    /** Whether it follows an id of the client's. */
    public boolean isResume() {
        return result == ResumeResult.EXACT || result == ResumeResult.REPLAY;
    }

    /** The same for a client that cannot be told of its gap in the stream: the head says it. */
    public Start withoutGapEvent() {
        return new Start(result, generation, sequence, place, replay, last, fresh, null, filter, showsGaps);
    }

    /** The same in a log that has taken the place of the one in which it was found. */
    Start inAnotherLog() {
        Filter kept = new Filter(filter.sequence(), 0, filter.timestamp());
        return new Start(result, generation, sequence, 0, replay, last, fresh, owed, kept, showsGaps);
    }

    /** The same, begun behind a gap that was found; the head says so. */
    Start behindGap(Cursor cursor) {
        return new Start(
                ResumeResult.GAP,
                cursor.generation(),
                cursor.sequence(),
                cursor.place(),
                null,
                last,
                false,
                null,
                filter,
                true);
    }

    /**
     * An offset and what is known there.
     *
     * @param base of the channel at {@code offset}; {@code null} = not known
     */
    record ReplayFrom(long offset, @Nullable ChannelPosition base) {}

    /**
     * Events before these are left out.
     *
     * @param sequence in the generation of {@code last}: this one and those before it; -1 = none
     * @param offset of any other generation, events before it
     * @param timestamp epoch milliseconds, events before it
     */
    record Filter(long sequence, long offset, long timestamp) {
        static final Filter NONE = new Filter(-1, 0, Long.MIN_VALUE);
    }
}
