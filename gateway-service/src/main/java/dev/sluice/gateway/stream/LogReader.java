package dev.sluice.gateway.stream;

import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.ChannelPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads for one subscriber what the ring does not hold: from Kafka, one chunk after the other, none of them before its time,
 * until the ring has what comes next. Confined to its event loop.
 */
final class LogReader implements ReplaySource.Requester {
    private final Subscriber subscriber;
    private final LoopChannel channel;
    private final Outlet outlet;
    private final LoopStreams streams;
    private final Acceptance acceptance;
    private long from;
    private long notBefore;
    private ReplaySource.@Nullable Request pending;

    /**
     * @param base where the channel stands at this offset; {@code null} = not known
     * @param notBefore when it may begin, by {@link System#nanoTime()}
     */
    LogReader(
            Subscriber subscriber,
            LoopChannel channel,
            Outlet outlet,
            LoopStreams streams,
            long from,
            @Nullable ChannelPosition base,
            long notBefore) {
        this.subscriber = subscriber;
        this.channel = channel;
        this.outlet = outlet;
        this.streams = streams;
        this.acceptance = channel.feed().acceptanceFrom(from, channel.key(), base);
        this.from = from;
        this.notBefore = notBefore;
    }

    @Override
    public StreamProtocol protocol() {
        return outlet.protocol();
    }

    /** Returns the first offset that it has not seen. */
    long from() {
        return from;
    }

    /** The client may take more. */
    void advance() {
        if (pending != null || !outlet.isReady() || subscriber.leavesLog(from)) {
            return;
        }
        QuotaGate gate = subscriber.gate();
        if (gate != null && gate.isHolding()) {
            outlet.wake(gate.waitMillis()); // nothing is read in advance, nor kept for a client that may leave
            return;
        }
        pending = new ReplaySource.Request(
                channel.feed().feed(), channel.key(), acceptance, from, notBefore, mostBytes(), streams.loop(), this);
        outlet.flush();
        streams.replays().request(pending);
    }

    @Override
    public void onChunk(ReplaySource.Request request, List<Frame> frames, long next) {
        try {
            long bytes = 0;
            for (int i = 0; i < frames.size() && isWaitingFor(request); i++) {
                int sent = subscriber.send(frames.get(i), true);
                if (sent == Subscriber.HELD) {
                    beginAgainAt(frames.get(i));
                } else {
                    bytes += sent;
                }
            }
            if (isWaitingFor(request)) {
                outlet.flush();
                notBefore = Pace.after(
                        request.notBefore(),
                        System.nanoTime(),
                        bytes,
                        streams.limits().replayBytesPerSecond());
                from = next;
                pending = null;
                advance();
            }
        } catch (RuntimeException broken) {
            subscriber.onBroken(broken);
        } finally {
            frames.forEach(Frame::release);
        }
    }

    @Override
    public void onCut(ReplaySource.Request request, long logStart) {
        if (isWaitingFor(request)) {
            subscriber.onCut(GapReason.RETENTION, logStart);
        }
    }

    @Override
    public void onUnreadable(ReplaySource.Request request) {
        if (isWaitingFor(request)) {
            subscriber.end(null, CloseReason.KAFKA);
        }
    }

    /** The client's plan does not let it have this frame yet; what it has not been sent is read anew. */
    private void beginAgainAt(Frame frame) {
        ChannelPosition before = new ChannelPosition(frame.generation(), frame.sequence() - 1);
        subscriber.replay(frame.offset(), before, System.nanoTime());
    }

    private int mostBytes() {
        QuotaGate gate = subscriber.gate();
        return gate == null ? outlet.turnBytes() : Math.min(outlet.turnBytes(), gate.mostBytes());
    }

    private boolean isWaitingFor(ReplaySource.Request request) {
        return pending == request && subscriber.isReadBy(this);
    }
}
