package dev.sluice.gateway.stream;

import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.relay.UpstreamStatus;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream begins; it is kept until the stream is live.
 *
 * @param generation of the channel at {@code place}; empty = not known
 * @param sequence of the last event before {@code place}
 * @param place the first offset whose events are the client's
 * @param replay where to read the log from, if not from {@code place}
 * @param last where the channel stood as the client came; {@code null} = not known
 * @param lastAt the offset at which it stood there
 * @param onGap where it goes on when retention has removed its next events
 * @param fresh whether it begins at the live end; then {@code sluice.live} comes before any event
 * @param pendingGap a gap to be written before the next event
 * @param filter events that are left out in silence
 * @param range of which retention may have taken a part; {@code null} = the place is one to count from
 * @param upstream how the upstream stood as the client came; {@code null} = not known
 * @param verdictIsDue whether the time is over within which an upstream may come up without a status event
 * @param showsGaps whether gaps that are in the log are shown from the beginning
 */
public record ResumePlan(
        ResumeResult result,
        String generation,
        long sequence,
        long place,
        @Nullable ReplayFrom replay,
        @Nullable ChannelPosition last,
        long lastAt,
        OnGap onGap,
        boolean fresh,
        @Nullable PendingGap pendingGap,
        Filter filter,
        @Nullable StartRange range,
        @Nullable UpstreamStatus upstream,
        boolean verdictIsDue,
        boolean showsGaps) {

    /** At a place of the channel; gaps that are in the log are shown. */
    static Builder at(ResumeResult result, String generation, long sequence, long place) {
        return new Builder(result, generation, sequence, place);
    }

    /** Whether it follows an id of the client's. */
    public boolean isResume() {
        return result == ResumeResult.EXACT || result == ResumeResult.REPLAY;
    }

    /** Whether something may be missing at its beginning that is found only by reading. */
    public boolean mayBeginWithGap() {
        return isResume() || range != null;
    }

    /** The same for a client that cannot be told of its gap in the stream: the head says it. */
    public ResumePlan withoutGapEvent() {
        return toBuilder().pendingGap(null).build();
    }

    /** The same, with how the upstream stands as the stream is opened. */
    public ResumePlan withUpstream(@Nullable UpstreamStatus status, boolean isDue) {
        Builder same = toBuilder().upstream(status);
        same.verdictIsDue = isDue;
        return same.build();
    }

    /** The same in a log that has taken the place of the one in which it was found. */
    ResumePlan inAnotherLog() {
        return toBuilder()
                .place(0)
                .filter(new Filter(filter.sequence(), 0, filter.timestamp()))
                .build();
    }

    /** The same, begun after records that are none of its events. */
    ResumePlan movedTo(Cursor cursor) {
        return at(result, cursor.generation(), cursor.sequence(), cursor.place())
                .last(last, lastAt)
                .onGap(onGap)
                .pendingGap(pendingGap)
                .filter(filter)
                .upstream(upstream)
                .build();
    }

    /** The same, begun after a gap that was found; the head says so. */
    ResumePlan afterGap(Cursor cursor) {
        return at(ResumeResult.GAP, cursor.generation(), cursor.sequence(), cursor.place())
                .last(last, lastAt)
                .onGap(onGap)
                .filter(filter)
                .upstream(upstream)
                .build();
    }

    /** Whether a frame is left out in silence. */
    boolean leavesOut(Frame frame) {
        boolean isOfLast = last != null && frame.generation().equals(last.generation());
        return frame.timestamp() < filter.timestamp()
                || (isOfLast ? frame.sequence() <= filter.sequence() : frame.offset() < filter.offset());
    }

    /** Where the channel stood as the client came. */
    ReplayFrom asItCame() {
        return new ReplayFrom(lastAt, last);
    }

    private Builder toBuilder() {
        Builder same = at(result, generation, sequence, place)
                .replay(replay)
                .last(last, lastAt)
                .onGap(onGap)
                .pendingGap(pendingGap);
        same.fresh = fresh;
        same.filter = filter;
        same.range = range;
        same.upstream = upstream;
        same.verdictIsDue = verdictIsDue;
        same.showsGaps = showsGaps;
        return same;
    }

    /**
     * An offset and what is known there.
     *
     * @param base of the channel at {@code offset}; {@code null} = not known
     */
    record ReplayFrom(long offset, @Nullable ChannelPosition base) {
        /** Everything that is kept. */
        static final ReplayFrom EARLIEST = new ReplayFrom(0, null);
    }

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

    /** A plan with nothing in it but its place, until it is told more. */
    static final class Builder {
        private final ResumeResult result;
        private final String generation;
        private final long sequence;
        private long place;
        private @Nullable ReplayFrom replay;
        private @Nullable ChannelPosition last;
        private long lastAt;
        private OnGap onGap = OnGap.EARLIEST;
        private boolean fresh;
        private @Nullable PendingGap pendingGap;
        private Filter filter = Filter.NONE;
        private @Nullable StartRange range;
        private @Nullable UpstreamStatus upstream;
        private boolean verdictIsDue = true;
        private boolean showsGaps = true;

        private Builder(ResumeResult result, String generation, long sequence, long place) {
            this.result = result;
            this.generation = generation;
            this.sequence = sequence;
            this.place = place;
        }

        Builder place(long offset) {
            place = offset;
            return this;
        }

        Builder replay(@Nullable ReplayFrom from) {
            replay = from;
            return this;
        }

        Builder last(@Nullable ChannelPosition known, long at) {
            last = known;
            lastAt = at;
            return this;
        }

        Builder onGap(OnGap goOn) {
            onGap = goOn;
            return this;
        }

        /** It begins at the live end. */
        Builder fresh(boolean withGaps) {
            fresh = true;
            showsGaps = withGaps;
            return this;
        }

        Builder pendingGap(@Nullable PendingGap gap) {
            pendingGap = gap;
            return this;
        }

        Builder filter(Filter leftOut) {
            filter = leftOut;
            return this;
        }

        Builder range(StartRange asked) {
            range = asked;
            return this;
        }

        Builder upstream(@Nullable UpstreamStatus status) {
            upstream = status;
            return this;
        }

        ResumePlan build() {
            return new ResumePlan(
                    result,
                    generation,
                    sequence,
                    place,
                    replay,
                    last,
                    lastAt,
                    onGap,
                    fresh,
                    pendingGap,
                    filter,
                    range,
                    upstream,
                    verdictIsDue,
                    showsGaps);
        }
    }
}
