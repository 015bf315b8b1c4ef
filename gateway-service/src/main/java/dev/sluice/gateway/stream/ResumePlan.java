package dev.sluice.gateway.stream;

import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.relay.UpstreamStatus;
import org.jspecify.annotations.Nullable;

/** Where a stream begins, and what comes before its first event. Immutable; it is kept until the stream is live. */
public final class ResumePlan {
    private final ResumeResult result;
    private final String generation;
    private final long sequence;
    private final long place;
    private final @Nullable ReplayFrom replay;
    private final ReplayFrom asItCame;
    private final OnGap onGap;
    private final boolean fresh;
    private final boolean showsGaps;
    private final @Nullable PendingGap pendingGap;
    private final Filter filter;
    private final @Nullable StartRange range;
    private final @Nullable UpstreamStatus upstream;
    private final boolean verdictIsDue;

    private ResumePlan(Builder parts) {
        this.result = parts.result;
        this.generation = parts.generation;
        this.sequence = parts.sequence;
        this.place = parts.place;
        this.replay = parts.replay;
        this.asItCame = parts.asItCame;
        this.onGap = parts.onGap;
        this.fresh = parts.fresh;
        this.showsGaps = parts.showsGaps;
        this.pendingGap = parts.pendingGap;
        this.filter = parts.filter;
        this.range = parts.range;
        this.upstream = parts.upstream;
        this.verdictIsDue = parts.verdictIsDue;
    }

    /**
     * Begins a plan at a place of the channel; gaps that are in the log are shown.
     *
     * @param generation of the channel at {@code place}; empty = not known
     * @param sequence of the last event before {@code place}
     * @param place the first offset whose events are the client's
     */
    static Builder at(ResumeResult result, String generation, long sequence, long place) {
        return new Builder(result, generation, sequence, place);
    }

    public ResumeResult result() {
        return result;
    }

    String generation() {
        return generation;
    }

    public long sequence() {
        return sequence;
    }

    long place() {
        return place;
    }

    /** Returns where to read the log from, if not from {@link #place}. */
    @Nullable
    ReplayFrom replay() {
        return replay;
    }

    /** Returns where the channel stood as the client came. */
    ReplayFrom asItCame() {
        return asItCame;
    }

    /** Returns the channel's position as the client came; {@code null} = not known. */
    @Nullable
    ChannelPosition last() {
        return asItCame.base();
    }

    /** Returns where the stream goes on when retention has removed its next events. */
    OnGap onGap() {
        return onGap;
    }

    /** Returns whether it begins at the live end; then {@code sluice.live} comes before any event. */
    public boolean fresh() {
        return fresh;
    }

    /** Returns whether gaps that are in the log are shown from the beginning. */
    boolean showsGaps() {
        return showsGaps;
    }

    @Nullable
    PendingGap pendingGap() {
        return pendingGap;
    }

    /** Returns the range of which retention may have removed a part; {@code null} = it follows a place to count from. */
    @Nullable
    StartRange range() {
        return range;
    }

    /** Returns how the upstream stood as the client came; {@code null} = not known. */
    @Nullable
    UpstreamStatus upstream() {
        return upstream;
    }

    /** Returns whether the time is over within which an upstream may come up without a status event. */
    boolean verdictIsDue() {
        return verdictIsDue;
    }

    /** Returns whether it follows an id of the client's. */
    public boolean isResume() {
        return result == ResumeResult.EXACT || result == ResumeResult.REPLAY;
    }

    /** Returns whether something may be missing at its beginning that is found only by reading. */
    public boolean mayBeginWithGap() {
        return isResume() || range != null;
    }

    /** Returns the plan for a client that gets no gap event in the stream: the head says it. */
    public ResumePlan withoutGapEvent() {
        return toBuilder(generation).pendingGap(null).build();
    }

    /** Returns the plan with how the upstream stands as the stream is opened. */
    public ResumePlan withUpstream(@Nullable UpstreamStatus status, boolean isDue) {
        Builder same = toBuilder(generation).upstream(status);
        same.verdictIsDue = isDue;
        return same.build();
    }

    /**
     * Returns the plan for a channel that the relays have begun since it was made: a stream from the present has an id from
     * its beginning, though no event comes.
     *
     * @param begun the channel's generation, of which there is no event yet
     */
    public ResumePlan inGeneration(String begun) {
        return fresh && generation.isEmpty() ? toBuilder(begun).build() : this;
    }

    /** Returns the plan in a log that has taken the place of the one in which it was made. */
    ResumePlan inAnotherLog() {
        return toBuilder(generation)
                .place(0)
                .filter(new Filter(filter.sequence(), 0, filter.timestamp()))
                .build();
    }

    /** Returns the plan after records that are none of its events. */
    ResumePlan movedTo(Cursor cursor) {
        return at(result, cursor.generation(), cursor.sequence(), cursor.place())
                .asItCame(asItCame)
                .onGap(onGap)
                .pendingGap(pendingGap)
                .filter(filter)
                .upstream(upstream)
                .build();
    }

    /** Returns the plan after a gap that was found; the head says so. */
    ResumePlan afterGap(Cursor cursor) {
        return at(ResumeResult.GAP, cursor.generation(), cursor.sequence(), cursor.place())
                .asItCame(asItCame)
                .onGap(onGap)
                .filter(filter)
                .upstream(upstream)
                .build();
    }

    /** Returns whether a frame is left out without a gap event. */
    boolean leavesOut(Frame frame) {
        ChannelPosition last = asItCame.base();
        boolean isOfLast = last != null && frame.generation().equals(last.generation());
        return frame.timestamp() < filter.timestamp()
                || (isOfLast ? frame.sequence() <= filter.sequence() : frame.offset() < filter.offset());
    }

    private Builder toBuilder(String ofGeneration) {
        Builder same = at(result, ofGeneration, sequence, place)
                .replay(replay)
                .asItCame(asItCame)
                .onGap(onGap)
                .pendingGap(pendingGap)
                .filter(filter)
                .upstream(upstream);
        same.fresh = fresh;
        same.showsGaps = showsGaps;
        same.range = range;
        same.verdictIsDue = verdictIsDue;
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
     * @param sequence in the generation in which the channel stood as the client came: this one and those before it;
     *     -1 = none
     * @param offset of any other generation, events before it
     * @param timestamp epoch milliseconds, events before it
     */
    record Filter(long sequence, long offset, long timestamp) {
        static final Filter NONE = new Filter(-1, 0, Long.MIN_VALUE);
    }

    /** A plan with nothing in it but its place, until more is set. */
    static final class Builder {
        private final ResumeResult result;
        private final String generation;
        private final long sequence;
        private long place;
        private @Nullable ReplayFrom replay;
        private ReplayFrom asItCame = ReplayFrom.EARLIEST;
        private OnGap onGap = OnGap.EARLIEST;
        private boolean fresh;
        private boolean showsGaps = true;
        private @Nullable PendingGap pendingGap;
        private Filter filter = Filter.NONE;
        private @Nullable StartRange range;
        private @Nullable UpstreamStatus upstream;
        private boolean verdictIsDue = true;

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

        Builder asItCame(ReplayFrom channel) {
            asItCame = channel;
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

        Builder range(StartRange wanted) {
            range = wanted;
            return this;
        }

        Builder upstream(@Nullable UpstreamStatus status) {
            upstream = status;
            return this;
        }

        ResumePlan build() {
            return new ResumePlan(this);
        }
    }
}
