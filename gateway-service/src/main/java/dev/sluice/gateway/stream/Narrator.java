package dev.sluice.gateway.stream;

import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import io.netty.buffer.ByteBuf;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one client is told beside its events: that its stream is live, that something is missing, how the upstream is. A
 * gap follows from the client's place and its next frame alone, wherever the frame was read.
 *
 * <p>A client without control events is sent blocks with data alone; many read any other block as an empty message. What it
 * cannot be told in the stream closes it, if the client has an id to come back with: then the next head says it.
 *
 * <p>Confined to its event loop.
 */
final class Narrator {
    private final Cursor cursor;
    private final Outlet outlet;
    private final LoopStreams streams;
    private final ChannelFrames frames;
    private final boolean controlEvents;
    private final int retryMillis;
    private final OnGap onGap;
    private final UpstreamNews upstream;
    /** Until the client has been told that it is live. */
    private @Nullable Start start;

    private @Nullable OwedGap owed;
    /** Until the first event of what was asked for has been met. */
    private @Nullable RangeStart range;

    /** Whether all gaps of the log are shown: the client has something to miss. */
    private boolean showsGaps;
    /** Whether the client can come back to its place, which only an event names to one without control events. */
    private boolean hasId;

    /** Whether the next block begins with {@code retry}. */
    private boolean owesRetry;

    /** Whether it has been sent all there was: what comes then is live. */
    private boolean reached;

    /** @param frames of its channel */
    Narrator(Cursor cursor, Outlet outlet, ChannelFrames frames, Start start, StreamTerms terms, LoopStreams streams) {
        this.cursor = cursor;
        this.outlet = outlet;
        this.frames = frames;
        this.streams = streams;
        this.controlEvents = terms.controlEvents();
        this.retryMillis = terms.retryMillis();
        this.onGap = start.onGap();
        this.upstream = new UpstreamNews(start.upstream(), start.verdictIsDue());
        this.start = start;
        this.owed = start.owed();
        this.range = start.range() == null ? null : new RangeStart(start.range(), start.last());
        this.showsGaps = start.showsGaps();
        this.hasId = start.isResume();
        this.owesRetry = !controlEvents;
    }

    /** Whether a frame is none of this client's. On the way to its place the cursor learns what lies before. */
    boolean skips(Frame frame) {
        Start begun = start;
        if (begun != null && !reached && begun.leavesOut(frame)) {
            cursor.moveTo(Math.max(cursor.place(), frame.offset() + 1));
            if (range != null) {
                range.onPassed(frame);
            }
            return true;
        }
        if (begun != null && begun.fresh() && frame.offset() < cursor.place()) {
            cursor.learn(frame.generation(), frame.sequence());
            return true;
        }
        return cursor.isBehind(frame);
    }

    /**
     * Tells what comes before a frame; answers whether the stream may go on. The frame is behind the cursor then, if the
     * client goes on at the newest instead.
     */
    boolean tellBefore(Frame frame) {
        Start begun = start;
        if (begun != null && (reached || begun.fresh())) {
            reached = true;
            tellBeforeFirst(frame);
        }
        OwedGap gap = owed;
        RangeStart asked = range;
        forgetOwed();
        long missed = cursor.missedBefore(frame);
        boolean reset = cursor.isKnown() && !cursor.isOf(frame);
        if (gap != null && gap.certain()) {
            cursor.moveBefore(frame);
            return tellGap(gap.reason(), gap.from(), missed);
        }
        if (reset) {
            cursor.moveBefore(frame);
            return tellGap(GapReason.RESET, null, 0);
        }
        if (missed > 0 && cursor.isKnown()) {
            if (gap != null && gap.reason() == GapReason.RETENTION && onGap == OnGap.LATEST) {
                long passed = NewestPlace.passTo(cursor, frame, frames, begun == null ? null : begun.asItCame());
                if (passed > 0) {
                    return tellGap(gap.reason(), gap.from(), passed);
                }
            }
            cursor.moveBefore(frame);
            return gap == null
                    ? tellGap(GapReason.RELAY_OUTAGE, null, missed)
                    : tellGap(gap.reason(), gap.from(), missed);
        }
        if (asked != null && asked.before(frame) instanceof RangeStart.Missing missing) {
            cursor.moveBefore(frame);
            return tell(missing);
        }
        return true;
    }

    /** Whether a frame closes the stream, since what it says cannot be told. */
    boolean isUntellable(Frame frame) {
        return frame.kind() == RecordKind.GAP && !controlEvents && hasId;
    }

    /** Writes a frame; answers whether it is shown. */
    boolean show(Frame frame) {
        if (!controlEvents && frame.kind() != RecordKind.EVENT) {
            return false;
        }
        if (hides(frame)) {
            return false;
        }
        showsGaps = true;
        hasId = true;
        if (owesRetry) {
            owesRetry = false;
            // Not ended by a blank line: it is the first line of the frame's block.
            outlet.write(streams.encoder().retry(retryMillis));
        }
        outlet.write(frame);
        return true;
    }

    /**
     * Whether the stream is over with a frame. A client that could not come back after an old end would meet it again, so
     * it is led over it.
     */
    boolean endsAt(Frame frame) {
        return frame.kind() == RecordKind.END && (controlEvents || hasId || start == null);
    }

    /**
     * The client has been sent all there is: what is still owed is told, and whether it is live. Answers whether the stream
     * may go on.
     */
    boolean tellAtEnd() {
        Start begun = start;
        if (begun == null) {
            return true;
        }
        if (reached) {
            tellHowItStands();
            return true;
        }
        long missed = 0;
        ChannelPosition last = begun.last();
        RangeStart asked = cursor.isKnown() ? null : range;
        if (last != null && !cursor.isKnown()) {
            cursor.learn(last.generation(), last.sequence());
        } else if (last != null && last.generation().equals(cursor.generation())) {
            missed = Math.max(0, last.sequence() - cursor.sequence());
            cursor.learn(last.generation(), cursor.sequence() + missed);
        }
        OwedGap gap = owed;
        if (!cursor.isKnown()) {
            return true;
        }
        forgetOwed();
        reached = true;
        if (gap != null && (gap.certain() || missed > 0)) {
            if (!tellGap(gap.reason(), gap.from(), missed)) {
                return false;
            }
        } else if (asked != null && asked.beforeEnd() instanceof RangeStart.Missing missing && !tell(missing)) {
            return false;
        }
        tellHowItStands();
        return true;
    }

    /** A stream that begins at the live end is told so at once, if its place has a name. */
    void tellIfFreshAt(long offset) {
        Start begun = start;
        if (begun != null && begun.fresh() && cursor.isKnown() && offset >= cursor.place()) {
            reached = true;
            tellHowItStands();
        }
    }

    /** From now on this gap is owed, unless one is that has to be told anyhow. */
    void owe(OwedGap gap) {
        if (owed == null || !owed.certain()) {
            owed = gap;
        }
    }

    /** Offsets say nothing any more of what lies before a place. */
    void onAnotherLog() {
        cursor.moveTo(0);
        if (start != null) {
            start = start.inAnotherLog();
        }
    }

    /** Records before the place that was asked for are gone: that is told, if it was to be the next one of some other. */
    void oweIfNothingIs(GapReason reason) {
        if (range != null) {
            range.onCut();
        } else if (owed == null && cursor.isKnown()) {
            owed = new OwedGap(reason, false, null);
        }
    }

    /**
     * The upstream has changed. Before the stream is live that is told at its place, and a live upstream makes it live. An
     * end is no news: it has a record and an event of its own.
     */
    void onStatus(UpstreamStatus status) {
        if (status.upstream() == Upstream.ENDED) {
            return;
        }
        upstream.onStatus(status);
        if (!outlet.isReady()) {
            return;
        }
        if (start != null && reached) {
            tellHowItStands();
        } else if (start == null || (!upstream.isLive() && hasPlace() && !isLost())) {
            tellStatus();
        }
        outlet.flush();
    }

    /** The time within which an upstream may come up without being told is over. */
    void onVerdictDue() {
        upstream.onVerdictDue();
        if (start != null && reached && outlet.isReady()) {
            tellHowItStands();
            outlet.flush();
        }
    }

    /** Tells a slow client what it is not sent; answers whether the stream may go on. */
    boolean tell(Skip skip) {
        return tellGap(skip.reason(), skip.from(), skip.missed());
    }

    /** Writes an event of our own at the present place; without an id while the place has no name. */
    void tell(ControlEvent event) {
        if (controlEvents) {
            outlet.write(encoded(event));
        }
    }

    /** Tells how long to wait before coming back, if that can be told on its own. */
    void tellRetry(long milliseconds) {
        if (controlEvents) {
            outlet.write(streams.encoder().retry(milliseconds));
        }
    }

    int retryMillis() {
        return retryMillis;
    }

    /** Whether it is a gap of the log that is about the time before the client came. */
    private boolean hides(Frame frame) {
        return frame.kind() == RecordKind.GAP && !showsGaps && upstream.isFromBefore(frame);
    }

    /** Live, or why not. While nothing is known of the upstream the client waits for an event, or a relay. */
    private void tellHowItStands() {
        if (!controlEvents || upstream.isLive()) {
            tellLive();
        } else {
            tellStatus();
        }
    }

    /** Whatever the status says that has been read here: an event comes from an upstream that is live. */
    private void tellBeforeFirst(Frame frame) {
        if (!isFromLiveUpstream(frame)) {
            if (cursor.isKnown()) {
                tellHowItStands();
            }
            return;
        }
        if (!cursor.isKnown()) {
            cursor.moveBefore(frame);
        }
        tellLive();
    }

    /** An end may come from one that never was, and a gap that is not shown says nothing. */
    private boolean isFromLiveUpstream(Frame frame) {
        return !controlEvents || (frame.kind() != RecordKind.END && !hides(frame));
    }

    private void tellStatus() {
        UpstreamStatus news = upstream.take();
        if (news != null) {
            Instant since = Instant.ofEpochMilli(news.at());
            tell(new ControlEvent.Status(news.upstream(), news.http(), news.reason(), since));
        }
    }

    /** Whether what it is told now can carry the id of its place: one on its way to the live end is not there yet. */
    private boolean hasPlace() {
        Start begun = start;
        return cursor.isKnown() && (begun == null || reached || !begun.fresh());
    }

    /** Writes only what is new, as {@link Cursor} does: this is done for each event. */
    private void forgetOwed() {
        if (owed != null) {
            owed = null;
        }
        if (range != null) {
            range = null;
        }
    }

    private boolean isLost() {
        return owed != null && owed.certain();
    }

    private ByteBuf encoded(ControlEvent event) {
        return hasPlace()
                ? streams.encoder().control(event, cursor.id())
                : streams.encoder().control(event);
    }

    private void tellLive() {
        start = null;
        upstream.onToldLive();
        tell(new ControlEvent.Live(streams.clock().instant()));
    }

    /** Answers whether the stream may go on: without control events it is closed, and the next response says it. */
    private boolean tellGap(GapReason reason, @Nullable String from, long missed) {
        streams.counters().onGap(reason);
        tell(new ControlEvent.Gap(reason, from, cursor.id().toString(), missed > 0 ? missed : null, null, null));
        return controlEvents || !hasId;
    }

    private boolean tell(RangeStart.Missing missing) {
        streams.counters().onGap(missing.reason());
        String to = cursor.id().toString();
        tell(new ControlEvent.Gap(missing.reason(), null, to, missing.missed(), missing.since(), missing.until()));
        return controlEvents || !hasId;
    }
}
