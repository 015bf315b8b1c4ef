package dev.sluice.relay.channel;

import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.eventstream.EventStreamLimits;
import dev.sluice.model.eventstream.EventStreamParser;
import dev.sluice.model.eventstream.EventStreamSink;
import dev.sluice.model.relay.BackendClass;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * From a backend's bytes to the log: what is new is written and remembered, what is repeated is not, what is missing is
 * written as a gap. A gap that has been written is not written again before anything else has been written. Confined to
 * the pull's event loop.
 */
final class Intake {
    private static final String DEFAULT_TYPE = "message";

    private final EventStreamLimits limits;
    private final ChannelLog log;
    private final LongConsumer onRetry;
    private final RecentIds recent = new RecentIds();
    private volatile ChannelMemory memory;
    private EventStreamParser parser;
    private @Nullable UpstreamOverlap overlap;
    private boolean gapIsTold;
    /** No id has been written on this connection, which was to go on from one. */
    private boolean isAtResume;

    private boolean hasTaken;

    private @Nullable Instant lostAt;
    private Instant now = Instant.EPOCH;

    Intake(PullTarget target, ChannelMemory memory, ChannelLog log, LongConsumer onRetry) {
        this.limits = EventStreamLimits.forEventsUpTo(target.maxEventBytes());
        this.memory = memory;
        this.log = log;
        this.onRetry = onRetry;
        this.parser = new EventStreamParser(limits, "", new Sink());
    }

    ChannelMemory memory() {
        return memory;
    }

    /**
     * A connection begins.
     *
     * @param isResumed whether it was asked for with the last id
     * @param lost when the one before was lost, if it is known
     */
    void open(boolean isResumed, @Nullable Instant lost) {
        String id = memory.upstreamId();
        parser = new EventStreamParser(limits, id == null ? "" : id, new Sink());
        overlap = isResumed ? new UpstreamOverlap(memory, memory.backendClass() == BackendClass.B, recent) : null;
        isAtResume = isResumed;
        hasTaken = false;
        gapIsTold = false;
        lostAt = lost;
    }

    void read(ByteBuffer bytes, Instant at) {
        now = at;
        parser.feed(bytes);
    }

    /** Returns whether a block has come on this connection, a repeated one too. */
    boolean hasTaken() {
        return hasTaken;
    }

    /** Returns whether blocks are held until the backend is understood. */
    boolean isHolding() {
        return overlap != null && overlap.isHolding();
    }

    /** The connection is over, or the backend was not understood in time: what is held is written. */
    void giveUp(Instant at) {
        now = at;
        if (overlap != null) {
            apply(overlap.giveUp());
        }
    }

    void tellGap(GapReason reason, @Nullable Long missed, Instant at) {
        if (gapIsTold) {
            return;
        }
        gapIsTold = true;
        log.gap(new ControlEvent.Gap(reason, null, null, missed, lostAt, at));
        memory = memory.afterGap(reason);
    }

    private void take(Block block) {
        hasTaken = true;
        if (overlap == null) {
            takeNext(block);
            return;
        }
        apply(overlap.judge(block));
        if (overlap.repeats() && memory.backendClass() != BackendClass.B) {
            memory = memory.as(BackendClass.B);
        }
    }

    private void apply(Overlap judged) {
        switch (judged) {
            case Overlap.Next(Block block) -> takeNext(block);
            case Overlap.Repeated(int blocks) -> log.repeated(blocks);
            case Overlap.Undecided _ -> {}
            case Overlap.Broken(var blocks) -> {
                tellReset();
                blocks.forEach(this::write);
            }
        }
    }

    /** Where ids count, the next one is known: a jump is a loss, a known one is a repeat, a lower one a reset. */
    private void takeNext(Block block) {
        String id = block.id();
        String last = memory.upstreamId();
        if (id != null && last != null && memory.idsCount(isAtResume)) {
            long between = CountedIds.between(last, id);
            if (between != 0 && block instanceof Block.Event && recent.known(id, block) == RecentIds.Known.SAME) {
                log.repeated(1);
                return;
            }
            tellJump(between);
        }
        write(block);
    }

    private void tellJump(long between) {
        if (between > 0) {
            tellGap(GapReason.BACKEND_RESET, between, now);
        } else if (between < -1) {
            tellReset();
        }
    }

    /** From here on the old ids may be used anew. */
    private void tellReset() {
        tellGap(GapReason.BACKEND_RESET, null, now);
        recent.clear();
    }

    private void write(Block block) {
        switch (block) {
            case Block.Event(String type, byte[] data, String id) -> {
                log.event(type, data, id);
                memory = memory.afterEvent(block.hash(), id);
            }
            case Block.IdOnly(String id) -> mark(id);
            case Block.Oversize(String id) -> {
                log.gap(new ControlEvent.Gap(GapReason.OVERSIZE, null, null, 1L, now, now));
                memory = memory.afterGap(GapReason.OVERSIZE);
                if (id != null) {
                    mark(id);
                }
            }
        }
        if (block.id() != null) {
            recent.add(block.id(), block);
            isAtResume = false;
        }
        gapIsTold = false;
        lostAt = null;
    }

    private void mark(String id) {
        if (!id.equals(memory.upstreamId())) {
            log.mark(id);
            memory = memory.afterMark(id);
        }
    }

    /** What the parser finds. */
    private final class Sink implements EventStreamSink {
        @Override
        public void onEvent(String type, byte[] data, @Nullable String ownId, String lastEventId) {
            take(new Block.Event(type.equals(DEFAULT_TYPE) ? null : type, data, ownId));
        }

        @Override
        public void onId(String lastEventId) {
            take(new Block.IdOnly(lastEventId));
        }

        @Override
        public void onOversize(@Nullable String type, long dataBytes, @Nullable String ownId, String lastEventId) {
            take(new Block.Oversize(ownId));
        }

        @Override
        public void onRetry(long millis) {
            onRetry.accept(millis);
        }

        @Override
        public void onComment() {}
    }
}
