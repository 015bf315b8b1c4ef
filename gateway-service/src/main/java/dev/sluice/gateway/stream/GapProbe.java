package dev.sluice.gateway.stream;

import dev.sluice.gateway.stream.ResumePlan.ReplayFrom;
import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.event.RecordKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds, before the head is written, whether something is missing after the place of a client that gets no gap event later:
 * one without control events. Such a client has only the ids of events, so it is led over the gaps and ends that follow its
 * place. What is read here is thrown away; the stream reads it again.
 *
 * <p>Confined to its event loop.
 */
public final class GapProbe implements ReplaySource.Requester {
    /** What there is after the place of the client. */
    public sealed interface Finding {
        /** An event: the place to begin, after a gap if there is one. */
        record Event(ResumePlan plan) implements Finding {}

        /** No event yet: the place to begin if the channel has not ended. */
        record NoEvent(ResumePlan plan) implements Finding {}

        /** The log cannot be read now. */
        record Unreadable() implements Finding {}
    }

    /** Receives the finding, on the event loop. */
    public interface Listener {
        void onFinding(Finding finding);
    }

    private final LoopChannel channel;
    private final LoopStreams streams;
    private final ResumePlan plan;
    private final Listener listener;
    private final Cursor cursor;
    private final @Nullable RangeGapDetector range;
    private boolean gap;
    private boolean moved;

    public GapProbe(LoopChannel channel, ResumePlan plan, LoopStreams streams, Listener listener) {
        this.channel = channel;
        this.plan = plan;
        this.streams = streams;
        this.listener = listener;
        this.cursor = new Cursor(plan.generation(), plan.sequence(), plan.place());
        this.range = plan.range() == null ? null : new RangeGapDetector(plan.range(), plan.last());
    }

    public void begin() {
        ReplayFrom from = plan.replay();
        if (from != null) {
            ChannelPosition known = from.base();
            goOn(acceptance(from.offset(), known), from.offset());
            return;
        }
        ChannelPosition base = new ChannelPosition(cursor.generation(), cursor.sequence());
        goOn(acceptance(cursor.place(), base), cursor.place());
    }

    @Override
    public @Nullable StreamProtocol protocol() {
        return null;
    }

    @Override
    public void onChunk(ReplaySource.Request request, List<Frame> frames, long next) {
        boolean found = false;
        for (Frame frame : frames) {
            found = found || isDecidedBy(frame);
            frame.release();
        }
        if (!found) {
            goOn(request.acceptance(), next);
        }
    }

    @Override
    public void onCut(ReplaySource.Request request, long logStart) {
        if (range != null) {
            range.onCut();
        }
        goOn(acceptance(logStart, null), logStart);
    }

    @Override
    public void onUnreadable(ReplaySource.Request request) {
        listener.onFinding(new Finding.Unreadable());
    }

    private void goOn(Acceptance acceptance, long from) {
        if (from < channel.feed().completeFrom()) {
            streams.replays()
                    .request(new ReplaySource.Request(
                            channel.feed().feed(),
                            channel.key(),
                            acceptance,
                            from,
                            System.nanoTime(),
                            streams.limits().maxUnsentBytes(),
                            streams.loop(),
                            this));
            return;
        }
        ChannelFrames frames = channel.frames();
        for (long ordinal = frames.ordinalFrom(from); ordinal < frames.end(); ordinal++) {
            if (isDecidedBy(frames.get(ordinal))) {
                return;
            }
        }
        decideAtEnd(from);
    }

    /** Returns whether this is the record that decides; recorded gaps and ends are passed over after an id. */
    private boolean isDecidedBy(Frame frame) {
        if (range != null) {
            if (!plan.leavesOut(frame) && range.before(frame) != null) {
                gap = true;
                cursor.moveBefore(frame);
            }
            listener.onFinding(new Finding.Event(found()));
            return true;
        }
        if (cursor.isOf(frame) && frame.sequence() <= cursor.sequence()) {
            return false;
        }
        boolean isMissed = cursor.missedBefore(frame) > 0;
        if (isMissed && plan.onGap() == OnGap.LATEST && passesToNewest(frame)) {
            gap = true;
            listener.onFinding(new Finding.NoEvent(found()));
            return true;
        }
        if (isMissed || !cursor.isOf(frame)) {
            gap = true;
            cursor.moveBefore(frame);
        }
        if (frame.kind() != RecordKind.EVENT) {
            gap |= frame.kind() == RecordKind.GAP;
            moved = true;
            cursor.moveAfter(frame);
            return false;
        }
        listener.onFinding(new Finding.Event(found()));
        return true;
    }

    private boolean passesToNewest(Frame next) {
        return NewestPlace.passTo(cursor, next, channel.frames(), plan.asItCame()) > 0;
    }

    private void decideAtEnd(long end) {
        ChannelPosition last = plan.last();
        boolean isMissed = range == null
                ? last != null && last.generation().equals(cursor.generation()) && last.sequence() > cursor.sequence()
                : range.beforeEnd() != null;
        if (last != null && isMissed) {
            gap = true;
            cursor.learn(last.generation(), last.sequence());
            cursor.moveTo(end);
        }
        listener.onFinding(new Finding.NoEvent(found()));
    }

    private ResumePlan found() {
        if (gap) {
            return plan.afterGap(cursor);
        }
        return moved ? plan.movedTo(cursor) : plan;
    }

    private Acceptance acceptance(long from, @Nullable ChannelPosition base) {
        return channel.feed().acceptanceFrom(from, channel.key(), base);
    }
}
