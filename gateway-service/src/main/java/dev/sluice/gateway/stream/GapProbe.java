package dev.sluice.gateway.stream;

import dev.sluice.gateway.stream.Start.ReplayFrom;
import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.event.RecordKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks, before the head is written, whether something is missing behind the place of a client that cannot be told later:
 * one without control events. Such a client has only the ids of events, so it is led over the gaps and ends that follow its
 * place. What is read here is thrown away; the stream reads it again.
 *
 * <p>Confined to its event loop.
 */
public final class GapProbe implements ReplaySource.Asker {
    /** What there is after the place of the client. */
    public sealed interface Finding {
        /** An event: the place to begin, after a gap if there is one. */
        record Event(Start start) implements Finding {}

        /** No event yet: the place to begin if the channel has not ended. */
        record NoEvent(Start start) implements Finding {}

        /** The log cannot be read now. */
        record Unreadable() implements Finding {}
    }

    /** Is given the answer. */
    public interface Decided {
        void on(Finding finding);
    }

    private final LoopChannel channel;
    private final LoopStreams streams;
    private final Start start;
    private final Decided decided;
    private final Cursor cursor;
    private final @Nullable RangeStart range;
    private boolean gap;
    private boolean moved;

    public GapProbe(LoopChannel channel, Start start, LoopStreams streams, Decided decided) {
        this.channel = channel;
        this.start = start;
        this.streams = streams;
        this.decided = decided;
        this.cursor = new Cursor(start.generation(), start.sequence(), start.place());
        this.range = start.range() == null ? null : new RangeStart(start.range(), start.last());
    }

    public void begin() {
        ReplayFrom from = start.replay();
        if (from != null) {
            ChannelPosition known = from.base();
            goOn(acceptance(from.offset(), known), from.offset());
            return;
        }
        ChannelPosition base = new ChannelPosition(cursor.generation(), cursor.sequence());
        goOn(acceptance(cursor.place(), base), cursor.place());
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
        decided.on(new Finding.Unreadable());
    }

    private void goOn(Acceptance acceptance, long from) {
        if (from < channel.feed().completeFrom()) {
            streams.replays()
                    .ask(new ReplaySource.Request(
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

    /** Whether this is the record that decides; recorded gaps and ends are passed over after an id. */
    private boolean isDecidedBy(Frame frame) {
        if (range != null) {
            if (!start.leavesOut(frame) && range.before(frame) != null) {
                gap = true;
                cursor.moveBefore(frame);
            }
            decided.on(new Finding.Event(found()));
            return true;
        }
        if (cursor.isOf(frame) && frame.sequence() <= cursor.sequence()) {
            return false;
        }
        boolean isMissed = cursor.missedBefore(frame) > 0;
        if (isMissed && start.onGap() == OnGap.LATEST && passesToNewest(frame)) {
            gap = true;
            decided.on(new Finding.NoEvent(found()));
            return true;
        }
        if (isMissed || !cursor.isOf(frame)) {
            gap = true;
            cursor.moveBefore(frame);
        }
        if (frame.kind() != RecordKind.EVENT) {
            gap |= frame.kind() == RecordKind.GAP;
            moved = true;
            cursor.moveBehind(frame);
            return false;
        }
        decided.on(new Finding.Event(found()));
        return true;
    }

    private boolean passesToNewest(Frame next) {
        return NewestPlace.passTo(cursor, next, channel.frames(), start.asItCame()) > 0;
    }

    private void decideAtEnd(long end) {
        ChannelPosition last = start.last();
        boolean isMissed = range == null
                ? last != null && last.generation().equals(cursor.generation()) && last.sequence() > cursor.sequence()
                : range.beforeEnd() != null;
        if (last != null && isMissed) {
            gap = true;
            cursor.learn(last.generation(), last.sequence());
            cursor.moveTo(end);
        }
        decided.on(new Finding.NoEvent(found()));
    }

    private Start found() {
        if (gap) {
            return start.behindGap(cursor);
        }
        return moved ? start.movedTo(cursor) : start;
    }

    private Acceptance acceptance(long from, @Nullable ChannelPosition base) {
        return channel.feed().acceptanceFrom(from, channel.key(), base);
    }
}
