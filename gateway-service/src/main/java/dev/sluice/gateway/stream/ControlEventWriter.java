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
 * Writes the control events of one client: that its stream is live, that something is missing, how the upstream is. A
 * gap follows from the client's place and its next frame alone, wherever the frame was read.
 *
 * <p>A client without control events is sent blocks with data alone; many read any other block as an empty message. What
 * cannot be written for it closes its stream, if the client has an id to come back with: then the next head says it.
 *
 * <p>Confined to its event loop.
 */
final class ControlEventWriter {
    private final Cursor cursor;
    private final Outlet outlet;
    private final LoopStreams streams;
    private final ChannelFrames frames;
    private final boolean controlEvents;
    private final int retryMillis;
    private final OnGap onGap;
    private final UpstreamNotices upstream;
    /** How the stream begins. */
    private final ResumeResult start;
    /** Until the stream is live. */
    private @Nullable ResumePlan plan;

    private @Nullable PendingGap pendingGap;
    /** Until the first event of the range has been met. */
    private @Nullable RangeGapDetector range;

    /** Whether all gaps of the log are shown: the client has something to miss. */
    private boolean showsGaps;
    /** Whether the client can come back to its place, which only an event names to one without control events. */
    private boolean hasId;

    /** Whether the client has not been sent an event yet. */
    private boolean firstIsDue = true;

    /** Whether it has been sent all there was: what comes then is live. */
    private boolean reached;

    /** @param frames of its channel */
    ControlEventWriter(
            Cursor cursor,
            Outlet outlet,
            ChannelFrames frames,
            ResumePlan plan,
            StreamTerms terms,
            LoopStreams streams) {
        this.cursor = cursor;
        this.outlet = outlet;
        this.frames = frames;
        this.streams = streams;
        this.controlEvents = terms.controlEvents();
        this.retryMillis = terms.retryMillis();
        this.onGap = plan.onGap();
        this.upstream = new UpstreamNotices(plan.upstream(), plan.verdictIsDue());
        this.plan = plan;
        this.pendingGap = plan.pendingGap();
        this.range = plan.range() == null ? null : new RangeGapDetector(plan.range(), plan.last());
        this.showsGaps = plan.showsGaps();
        this.hasId = plan.isResume();
        this.start = plan.result();
    }

    /** Returns whether a frame is none of this client's. On the way to its place the cursor learns what lies before. */
    boolean skips(Frame frame) {
        ResumePlan current = plan;
        if (current != null && !reached && current.leavesOut(frame)) {
            cursor.moveTo(Math.max(cursor.place(), frame.offset() + 1));
            if (range != null) {
                range.onPassed(frame);
            }
            return true;
        }
        if (current != null && current.fresh() && frame.offset() < cursor.place()) {
            cursor.learn(frame.generation(), frame.sequence());
            return true;
        }
        return cursor.isPast(frame);
    }

    /**
     * Writes what comes before a frame. The cursor is past the frame then, if the client goes on at the newest instead.
     *
     * @return whether the stream may go on
     */
    boolean writeBefore(Frame frame) {
        ResumePlan current = plan;
        if (current != null && (reached || current.fresh())) {
            reached = true;
            writeLiveBeforeFirst(frame);
        }
        PendingGap gap = pendingGap;
        RangeGapDetector detector = range;
        forgetPendingGap();
        long missed = cursor.missedBefore(frame);
        boolean reset = cursor.isKnown() && !cursor.isOf(frame);
        if (gap != null && gap.certain()) {
            cursor.moveBefore(frame);
            return writeGap(gap.reason(), gap.from(), missed);
        }
        if (reset) {
            cursor.moveBefore(frame);
            return writeGap(GapReason.RESET, null, 0);
        }
        if (missed > 0 && cursor.isKnown()) {
            if (gap != null && gap.reason() == GapReason.RETENTION && onGap == OnGap.LATEST) {
                long passed = NewestPlace.passTo(cursor, frame, frames, current == null ? null : current.asItCame());
                if (passed > 0) {
                    return writeGap(gap.reason(), gap.from(), passed);
                }
            }
            cursor.moveBefore(frame);
            return gap == null
                    ? writeGap(GapReason.RELAY_OUTAGE, null, missed)
                    : writeGap(gap.reason(), gap.from(), missed);
        }
        if (detector != null && detector.before(frame) instanceof RangeGapDetector.Missing missing) {
            cursor.moveBefore(frame);
            return write(missing);
        }
        return true;
    }

    /** Returns whether a frame closes the stream, since what it says cannot be written for this client. */
    boolean isUnwritable(Frame frame) {
        return frame.kind() == RecordKind.GAP && !controlEvents && hasId;
    }

    /** Writes a frame if this client is shown it, and returns whether it is. */
    boolean writeIfShown(Frame frame) {
        if (!controlEvents && frame.kind() != RecordKind.EVENT) {
            return false;
        }
        if (hides(frame)) {
            return false;
        }
        showsGaps = true;
        hasId = true;
        if (firstIsDue) {
            onFirst();
        }
        outlet.write(frame);
        return true;
    }

    /**
     * Returns whether the stream is over with a frame. A client that could not come back after an old end would meet it
     * again, so it is led over it.
     */
    boolean endsAt(Frame frame) {
        return frame.kind() == RecordKind.END && (controlEvents || hasId || plan == null);
    }

    /**
     * The client has been sent all there is: writes the gap that is still pending, and whether the stream is live.
     *
     * @return whether the stream may go on
     */
    boolean writeAtEnd() {
        ResumePlan current = plan;
        if (current == null) {
            return true;
        }
        if (reached) {
            writeLiveOrStatus();
            return true;
        }
        long missed = 0;
        ChannelPosition last = current.last();
        RangeGapDetector detector = cursor.isKnown() ? null : range;
        if (last != null && !cursor.isKnown()) {
            cursor.learn(last.generation(), last.sequence());
        } else if (last != null && last.generation().equals(cursor.generation())) {
            missed = Math.max(0, last.sequence() - cursor.sequence());
            cursor.learn(last.generation(), cursor.sequence() + missed);
        }
        PendingGap gap = pendingGap;
        if (!cursor.isKnown()) {
            return true;
        }
        forgetPendingGap();
        reached = true;
        if (gap != null && (gap.certain() || missed > 0)) {
            if (!writeGap(gap.reason(), gap.from(), missed)) {
                return false;
            }
        } else if (detector != null
                && detector.beforeEnd() instanceof RangeGapDetector.Missing missing
                && !write(missing)) {
            return false;
        }
        writeLiveOrStatus();
        return true;
    }

    /** Writes at once that a stream is live that begins at the live end, if its place has a name. */
    void writeLiveIfFreshAt(long offset) {
        ResumePlan current = plan;
        if (current != null && current.fresh() && cursor.isKnown() && offset >= cursor.place()) {
            reached = true;
            writeLiveOrStatus();
        }
    }

    /** Sets the gap that is pending, unless a certain one is. */
    void setPendingGap(PendingGap gap) {
        if (pendingGap == null || !pendingGap.certain()) {
            pendingGap = gap;
        }
    }

    /** Offsets say nothing any more of what lies before a place. */
    void onAnotherLog() {
        cursor.moveTo(0);
        if (plan != null) {
            plan = plan.inAnotherLog();
        }
    }

    /** Records before the client's place are gone: a gap is pending, if the place is the next one after some other. */
    void onRecordsRemoved(GapReason reason) {
        if (range != null) {
            range.onCut();
        } else if (pendingGap == null && cursor.isKnown()) {
            pendingGap = new PendingGap(reason, false, null);
        }
    }

    /**
     * The upstream has changed. Before the stream is live that is written at its place, and a live upstream makes it live.
     * An end is not written here: it has a record and an event of its own.
     */
    void onStatus(UpstreamStatus status) {
        if (status.upstream() == Upstream.ENDED) {
            return;
        }
        upstream.onStatus(status);
        if (!outlet.isReady()) {
            return;
        }
        if (plan != null && reached) {
            writeLiveOrStatus();
        } else if (plan == null
                || (!upstream.isLive() && hasPlace() && (pendingGap == null || !pendingGap.certain()))) {
            writeStatus();
        }
        outlet.flush();
    }

    /** The time within which an upstream may come up without a status event is over. */
    void onVerdictDue() {
        upstream.onVerdictDue();
        if (plan != null && reached && outlet.isReady()) {
            writeLiveOrStatus();
            outlet.flush();
        }
    }

    /** Writes the gap of a slow client that is not sent all, and returns whether the stream may go on. */
    boolean write(Skip skip) {
        return writeGap(skip.reason(), skip.from(), skip.missed());
    }

    /** Writes an event of our own at the present place; without an id while the place has no name. */
    void write(ControlEvent event) {
        if (controlEvents) {
            outlet.write(encoded(event));
        }
    }

    /** Writes how long to wait before coming back, if that can be written on its own. */
    void writeRetry(long milliseconds) {
        if (controlEvents) {
            outlet.write(streams.encoder().retry(milliseconds));
        }
    }

    int retryMillis() {
        return retryMillis;
    }

    UpstreamStatus upstream() {
        return upstream.now();
    }

    /** An event is written next, the first one. Without control events it comes when the backend has one: no one's delay. */
    private void onFirst() {
        firstIsDue = false;
        if (controlEvents) {
            streams.counters().onFirstEvent(start, System.nanoTime() - outlet.requestedNanos());
        } else {
            // Not ended by a blank line: it is the first line of the event's block.
            outlet.write(streams.encoder().retry(retryMillis));
        }
    }

    /** Writes an event of our own of which a stream may consist: no farewell. */
    private void writeNews(ControlEvent event) {
        if (controlEvents && firstIsDue) {
            onFirst();
        }
        write(event);
    }

    /** Returns whether it is a gap of the log that is about the time before the client came. */
    private boolean hides(Frame frame) {
        return frame.kind() == RecordKind.GAP && !showsGaps && upstream.isFromBefore(frame);
    }

    /** Writes live, or why not. While nothing is known of the upstream the client waits for an event, or a relay. */
    private void writeLiveOrStatus() {
        if (!controlEvents || upstream.isLive()) {
            writeLive();
        } else {
            writeStatus();
        }
    }

    /** Whatever the status says that has been read here: an event comes from an upstream that is live. */
    private void writeLiveBeforeFirst(Frame frame) {
        if (!isFromLiveUpstream(frame)) {
            if (cursor.isKnown()) {
                writeLiveOrStatus();
            }
            return;
        }
        if (!cursor.isKnown()) {
            cursor.moveBefore(frame);
        }
        writeLive();
    }

    /** An end may come from one that never was, and a gap that is not shown says nothing. */
    private boolean isFromLiveUpstream(Frame frame) {
        return !controlEvents || (frame.kind() != RecordKind.END && !hides(frame));
    }

    private void writeStatus() {
        UpstreamStatus status = upstream.take();
        if (status != null) {
            Instant since = Instant.ofEpochMilli(status.at());
            writeNews(new ControlEvent.Status(status.upstream(), status.http(), status.reason(), since));
        }
    }

    /** Returns whether an event now can carry the id of its place: a client on its way to the live end is not there yet. */
    private boolean hasPlace() {
        ResumePlan current = plan;
        return cursor.isKnown() && (current == null || reached || !current.fresh());
    }

    /** Writes only what is new, as {@link Cursor} does: this is done for each event. */
    private void forgetPendingGap() {
        if (pendingGap != null) {
            pendingGap = null;
        }
        if (range != null) {
            range = null;
        }
    }

    private ByteBuf encoded(ControlEvent event) {
        return hasPlace()
                ? streams.encoder().control(event, cursor.id())
                : streams.encoder().control(event);
    }

    private void writeLive() {
        plan = null;
        upstream.onLiveWritten();
        writeNews(new ControlEvent.Live(streams.clock().instant()));
    }

    /** Returns whether the stream may go on: without control events it is closed, and the next response says it. */
    private boolean writeGap(GapReason reason, @Nullable String from, long missed) {
        streams.counters().onGap(reason);
        writeNews(new ControlEvent.Gap(reason, from, cursor.id().toString(), missed > 0 ? missed : null, null, null));
        return controlEvents || !hasId;
    }

    private boolean write(RangeGapDetector.Missing missing) {
        streams.counters().onGap(missing.reason());
        String to = cursor.id().toString();
        writeNews(new ControlEvent.Gap(missing.reason(), null, to, missing.missed(), missing.since(), missing.until()));
        return controlEvents || !hasId;
    }
}
