package dev.sluice.gateway.stream;

import static dev.sluice.gateway.stream.Start.Filter.NONE;

import dev.sluice.gateway.stream.Start.Filter;
import dev.sluice.gateway.stream.Start.ReplayFrom;
import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.event.EventId;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.Checkpoint;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a stream begins: the rules of resuming, without any effect.
 *
 * <p>Confined to the channel's event loop.
 *
 * @param state the channel as the relays have told it; {@code null} = not at all
 * @param lookedAgain whether this node has read to the present ends for this client
 */
public record StartRule(
        LoopChannel channel, JoinPoint point, @Nullable ChannelState state, OnGap onGap, boolean lookedAgain) {

    public StartResult decide(Asked asked) {
        return switch (asked) {
            case Asked.Nothing _ -> new StartResult.Begin(fresh(ResumeResult.LIVE));
            case Asked.Latest _ -> new StartResult.Begin(fresh(ResumeResult.START));
            case Asked.After(EventId id) -> after(id);
            case Asked.Malformed(String text) ->
                new StartResult.Begin(lost(ResumeResult.GAP, GapReason.MALFORMED, text));
            case Asked.Earliest _ ->
                new StartResult.Begin(scan(new ReplayFrom(0, null), null, NONE, ResumeResult.START));
            case Asked.Last(long count) -> new StartResult.Begin(last(count));
            case Asked.Since(long time) ->
                new StartResult.Begin(scan(before(time), null, new Filter(-1, 0, time), ResumeResult.START));
        };
    }

    private Start fresh(ResumeResult result) {
        ChannelPosition last = known();
        boolean ringReaches = channel.feed().completeFrom() <= point.end();
        ReplayFrom replay = ringReaches ? null : new ReplayFrom(point.before(), baseBefore());
        ChannelPosition at = ringReaches ? channel.positionAt(point.end(), last) : point.knownBefore();
        return new Start(
                result,
                at == null ? "" : at.generation(),
                at == null ? 0 : at.sequence(),
                point.end(),
                replay,
                last,
                true,
                null,
                NONE,
                result == ResumeResult.START || isLive());
    }

    private StartResult after(EventId id) {
        ChannelPosition last = known();
        if (last != null && !last.generation().equals(id.generation())) {
            if (id.sequence() == 0 && isBefore(id)) {
                return new StartResult.Begin(
                        resume(ResumeResult.EXACT, id, place(id), new ChannelPosition(id.generation(), 0)));
            }
            last = null;
        }
        if (last == null || id.sequence() > last.sequence()) {
            if (!lookedAgain) {
                return new StartResult.LookAgain();
            }
            return new StartResult.Begin(
                    last == null
                            ? lost(ResumeResult.GAP, GapReason.UNKNOWN, id.toString())
                            : lost(ResumeResult.RESET, GapReason.RESET, id.toString()));
        }
        if (id.sequence() == last.sequence()) {
            boolean ended = state != null && state.status().upstream() == Upstream.ENDED && id.sequence() > 0;
            return ended
                    ? new StartResult.AlreadyEnded()
                    : new StartResult.Begin(resume(ResumeResult.EXACT, id, point.position(), last));
        }
        Frame next = channel.find(id.generation(), id.sequence() + 1);
        return new StartResult.Begin(
                next != null
                        ? resume(ResumeResult.EXACT, id, next.offset(), last)
                        : resume(ResumeResult.REPLAY, id, place(id), last));
    }

    /** Whether the relays have given the channel this generation, and the log has no record of it yet. */
    private boolean isBefore(EventId id) {
        return state != null && state.sequence() == 0 && state.generation().equals(id.generation());
    }

    private long place(EventId id) {
        return Math.min(id.offset(), point.position());
    }

    private static Start resume(ResumeResult result, EventId id, long place, ChannelPosition last) {
        OwedGap owed = new OwedGap(GapReason.RETENTION, false, id.toString());
        return new Start(result, id.generation(), id.sequence(), place, null, last, false, owed, NONE, true);
    }

    /** A start for a client whose id leads nowhere: it is told so, and goes on as the topic says. */
    private Start lost(ResumeResult result, GapReason reason, String id) {
        OwedGap owed = new OwedGap(reason, true, id);
        ChannelPosition last = known();
        return switch (onGap) {
            case EARLIEST -> scan(new ReplayFrom(0, null), owed, NONE, result);
            case LATEST ->
                new Start(
                        result,
                        last == null ? "" : last.generation(),
                        last == null ? 0 : last.sequence(),
                        point.position(),
                        null,
                        last,
                        false,
                        owed,
                        NONE,
                        true);
        };
    }

    private Start last(long count) {
        ChannelPosition last = known();
        if (last == null) {
            return scan(new ReplayFrom(0, null), null, NONE, ResumeResult.START);
        }
        long skipped = Math.max(0, last.sequence() - count);
        Filter filter = new Filter(skipped, point.position(), Long.MIN_VALUE);
        Frame next = channel.find(last.generation(), skipped + 1);
        if (next != null || skipped == last.sequence()) {
            long place = next == null ? point.position() : next.offset();
            return new Start(
                    ResumeResult.START, last.generation(), skipped, place, null, last, false, null, NONE, true);
        }
        return scan(before(last.generation(), skipped + 1), null, filter, ResumeResult.START);
    }

    /** Reads the log from a place at which nothing was sent yet. */
    private Start scan(ReplayFrom from, @Nullable OwedGap owed, Filter filter, ResumeResult result) {
        return new Start(result, "", 0, from.offset(), from, known(), false, owed, filter, true);
    }

    private ReplayFrom before(long time) {
        ReplayFrom from = new ReplayFrom(0, null);
        if (state != null) {
            for (Checkpoint checkpoint : state.checkpoints()) {
                if (checkpoint.time() < time && checkpoint.offset() < point.position()) {
                    from = at(state.generation(), checkpoint);
                }
            }
        }
        return from;
    }

    private ReplayFrom before(String generation, long sequence) {
        ReplayFrom from = new ReplayFrom(0, null);
        if (state != null && state.generation().equals(generation)) {
            for (Checkpoint checkpoint : state.checkpoints()) {
                if (checkpoint.sequence() <= sequence && checkpoint.offset() < point.position()) {
                    from = at(generation, checkpoint);
                }
            }
        }
        return from;
    }

    private static ReplayFrom at(String generation, Checkpoint checkpoint) {
        return new ReplayFrom(
                checkpoint.offset(), new ChannelPosition(generation, Math.max(0, checkpoint.sequence() - 1)));
    }

    /**
     * Where the channel stands as the log says. Before its first record the relays give the generation, never the
     * sequence: theirs may count records that the tail has not read yet.
     */
    private @Nullable ChannelPosition known() {
        ChannelPosition read = point.known();
        if (read != null && !read.generation().isEmpty()) {
            return read;
        }
        return state == null ? null : new ChannelPosition(state.generation(), 0);
    }

    private ChannelPosition baseBefore() {
        ChannelPosition before = point.knownBefore();
        return before == null ? new ChannelPosition("", 0) : before;
    }

    private boolean isLive() {
        return state != null && state.status().upstream() == Upstream.LIVE;
    }
}
