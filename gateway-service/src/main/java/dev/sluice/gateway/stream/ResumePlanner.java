package dev.sluice.gateway.stream;

import dev.sluice.gateway.stream.ResumePlan.Filter;
import dev.sluice.gateway.stream.ResumePlan.ReplayFrom;
import dev.sluice.model.api.TopicStreaming.OnGap;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.event.EventId;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.Checkpoint;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a stream begins: the rules of resuming, without any effect.
 *
 * <p>Confined to the channel's event loop.
 *
 * @param state the channel as the relays have published it; {@code null} = not at all
 * @param hasCaughtUp whether this node has read to the present ends for this client
 */
public record ResumePlanner(
        LoopChannel channel, JoinPoint point, @Nullable ChannelState state, OnGap onGap, boolean hasCaughtUp) {

    public PlanResult decide(StartPosition position) {
        return switch (position) {
            case StartPosition.Unspecified _ -> new PlanResult.Begin(fresh(ResumeResult.LIVE));
            case StartPosition.Latest _ -> new PlanResult.Begin(fresh(ResumeResult.START));
            case StartPosition.After(EventId id) -> after(id);
            case StartPosition.Malformed(String text) ->
                new PlanResult.Begin(lost(ResumeResult.GAP, GapReason.MALFORMED, text));
            case StartPosition.Earliest _ ->
                new PlanResult.Begin(
                        scan(ResumeResult.START, ReplayFrom.EARLIEST).build());
            case StartPosition.Last(long count) -> new PlanResult.Begin(last(count));
            case StartPosition.Since(long time) -> new PlanResult.Begin(since(time));
        };
    }

    private ResumePlan fresh(ResumeResult result) {
        ChannelPosition last = known();
        boolean ringReaches = channel.feed().completeFrom() <= point.end();
        ReplayFrom replay = ringReaches ? null : new ReplayFrom(point.before(), baseBefore());
        ChannelPosition at = ringReaches ? channel.positionAt(point.end(), last) : point.knownBefore();
        return begin(result, at == null ? "" : at.generation(), at == null ? 0 : at.sequence(), point.end())
                .replay(replay)
                .fresh(result == ResumeResult.START)
                .build();
    }

    private PlanResult after(EventId id) {
        ChannelPosition last = known();
        if (last != null && !last.generation().equals(id.generation())) {
            if (id.sequence() == 0 && isBefore(id)) {
                return new PlanResult.Begin(
                        resume(ResumeResult.EXACT, id, place(id), new ChannelPosition(id.generation(), 0)));
            }
            last = null;
        }
        if (last == null || id.sequence() > last.sequence()) {
            if (!hasCaughtUp) {
                return new PlanResult.CatchUpFirst();
            }
            return new PlanResult.Begin(
                    last == null
                            ? lost(ResumeResult.GAP, GapReason.UNKNOWN, id.toString())
                            : lost(ResumeResult.RESET, GapReason.RESET, id.toString()));
        }
        if (id.sequence() == last.sequence()) {
            return isEnded() && id.sequence() > 0
                    ? new PlanResult.AlreadyEnded()
                    : new PlanResult.Begin(resume(ResumeResult.EXACT, id, point.position(), last));
        }
        Frame next = channel.find(id.generation(), id.sequence() + 1);
        return new PlanResult.Begin(
                next != null
                        ? resume(ResumeResult.EXACT, id, next.offset(), last)
                        : resume(ResumeResult.REPLAY, id, place(id), last));
    }

    /** Returns whether the relays have given the channel this generation, and the log has no record of it yet. */
    private boolean isBefore(EventId id) {
        return state != null && state.sequence() == 0 && state.generation().equals(id.generation());
    }

    private long place(EventId id) {
        return Math.min(id.offset(), point.position());
    }

    private ResumePlan resume(ResumeResult result, EventId id, long place, ChannelPosition last) {
        return begin(result, id.generation(), id.sequence(), place)
                .asItCame(new ReplayFrom(point.position(), last))
                .pendingGap(new PendingGap(GapReason.RETENTION, false, id.toString()))
                .build();
    }

    /** Returns the plan of a client whose id leads nowhere: it gets a gap event, and goes on as the topic says. */
    private ResumePlan lost(ResumeResult result, GapReason reason, String id) {
        PendingGap pendingGap = new PendingGap(reason, true, id);
        ChannelPosition last = known();
        return switch (onGap) {
            case EARLIEST ->
                scan(result, ReplayFrom.EARLIEST).pendingGap(pendingGap).build();
            case LATEST ->
                begin(
                                result,
                                last == null ? "" : last.generation(),
                                last == null ? 0 : last.sequence(),
                                point.position())
                        .pendingGap(pendingGap)
                        .build();
        };
    }

    private ResumePlan last(long count) {
        ChannelPosition last = known();
        if (last == null) {
            return scan(ResumeResult.START, ReplayFrom.EARLIEST).build();
        }
        long skipped = Math.max(0, last.sequence() - count);
        Frame next = channel.find(last.generation(), skipped + 1);
        if (next != null || skipped == last.sequence()) {
            long place = next == null ? point.position() : next.offset();
            return begin(ResumeResult.START, last.generation(), skipped, place).build();
        }
        return scan(ResumeResult.START, before(last.generation(), skipped + 1))
                .filter(new Filter(skipped, point.position(), Long.MIN_VALUE))
                .range(new StartRange(new ChannelPosition(last.generation(), skipped), null))
                .build();
    }

    private ResumePlan since(long time) {
        ReplayFrom from = before(time);
        ChannelPosition base = from.base();
        // The checkpoint's own record is before this time, too.
        ChannelPosition before = base == null ? null : new ChannelPosition(base.generation(), base.sequence() + 1);
        return scan(ResumeResult.START, from)
                .filter(new Filter(-1, 0, time))
                .range(new StartRange(before, Instant.ofEpochMilli(time)))
                .build();
    }

    /** Reads the log from a place at which nothing was sent yet. */
    private ResumePlan.Builder scan(ResumeResult result, ReplayFrom from) {
        return begin(result, "", 0, from.offset()).replay(from);
    }

    /** Begins a plan; a client of an ended channel is sent the end, whatever else it misses. */
    private ResumePlan.Builder begin(ResumeResult result, String generation, long sequence, long place) {
        return ResumePlan.at(result, generation, sequence, place)
                .asItCame(new ReplayFrom(point.position(), known()))
                .onGap(isEnded() ? OnGap.EARLIEST : onGap)
                .upstream(state == null ? null : state.status());
    }

    private ReplayFrom before(long time) {
        ReplayFrom from = ReplayFrom.EARLIEST;
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
        ReplayFrom from = ReplayFrom.EARLIEST;
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
     * Returns where the channel stands as the log says. Before its first record the relays give the generation, never the
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

    private boolean isEnded() {
        return state != null && state.status().upstream() == Upstream.ENDED;
    }
}
