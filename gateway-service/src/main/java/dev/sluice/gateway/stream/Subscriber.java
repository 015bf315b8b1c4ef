package dev.sluice.gateway.stream;

import dev.sluice.gateway.stream.SubscriberState.CatchingUp;
import dev.sluice.gateway.stream.SubscriberState.Closed;
import dev.sluice.gateway.stream.SubscriberState.Detached;
import dev.sluice.gateway.stream.SubscriberState.Live;
import dev.sluice.gateway.stream.SubscriberState.Replaying;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.event.EventId;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client of a channel: a place in it, nothing more. Whoever is slow waits at its place; what it has not been sent stays
 * in the ring, or in the log. It is sent each accepted record from its place on once, in order, or told a gap.
 *
 * <p>Confined to its event loop.
 */
public final class Subscriber implements ReplaySource.Asker {
    private final LoopChannel channel;
    private final Outlet outlet;
    private final LoopStreams streams;
    private final boolean controlEvents;

    private String generation;
    private long sequence;
    /** The first offset whose records it has not been sent. */
    private long place;
    /** Of its next frame in the ring, while it reads from there. */
    private long ordinal;

    private SubscriberState state = SubscriberState.CATCHING_UP;
    private @Nullable Start start;
    private @Nullable OwedGap owed;
    private boolean showsGaps;
    private boolean hasBeenLive;
    private Upstream shown = Upstream.LIVE;

    Subscriber(LoopChannel channel, Outlet outlet, Start start, boolean controlEvents, LoopStreams streams) {
        this.channel = channel;
        this.outlet = outlet;
        this.streams = streams;
        this.controlEvents = controlEvents;
        this.start = start;
        this.generation = start.generation();
        this.sequence = start.sequence();
        this.place = start.place();
        this.owed = start.owed();
        this.showsGaps = start.showsGaps();
    }

    void begin() {
        Start begun = start;
        if (begun == null) {
            throw new IllegalStateException("begun twice");
        }
        streams.counters().onOpen(begun.result());
        if (begun.fresh() && begun.replay() == null && !generation.isEmpty()) {
            tellLive(place);
        }
        if (begun.replay() == null) {
            goOnAt(place);
        } else {
            replay(begun.replay().offset(), begun.replay().base());
        }
    }

    public boolean isClosed() {
        return state instanceof Closed;
    }

    /** There may be more to send, or the client has taken what it was sent. */
    public void advance() {
        switch (state) {
            case Live _, CatchingUp _ -> sendFromRing();
            case Replaying replaying -> {
                if (replaying.asked() == null && outlet.isReady()) {
                    askOrGoOn(replaying);
                }
            }
            case Detached _, Closed _ -> {}
        }
    }

    /** Sends an event of our own at the present place; nothing while no place is known or the client takes nothing. */
    public void tell(ControlEvent event) {
        if (!isClosed() && controlEvents && outlet.isReady()) {
            write(event);
            outlet.flush();
        }
    }

    /** Closes the stream, with a last event if there is one. */
    public void end(@Nullable ControlEvent last, CloseReason reason) {
        if (isClosed()) {
            return;
        }
        if (last != null && controlEvents) {
            write(last);
        }
        close(reason);
        outlet.end(reason);
    }

    /** The connection is gone. */
    public void onGone(CloseReason reason) {
        if (!isClosed()) {
            close(reason);
        }
    }

    /** The relays have told of this channel: its generation, if it was not known, and its upstream, if that is news. */
    void onState(ChannelState told) {
        if (generation.isEmpty() && state instanceof Live) {
            generation = told.generation();
            onRingEnd();
            outlet.flush();
        }
        onStatus(told.status());
    }

    /** The upstream has changed. The first way up of a stream is not news: its head has said as much. */
    public void onStatus(UpstreamStatus status) {
        Upstream upstream = status.upstream();
        boolean firstWayUp = !hasBeenLive && (upstream == Upstream.CONNECTING || upstream == Upstream.IDLE);
        hasBeenLive |= upstream == Upstream.LIVE;
        if (upstream != shown && !firstWayUp) {
            shown = upstream;
            tell(new ControlEvent.Status(upstream, status.http(), status.reason(), Instant.ofEpochMilli(status.at())));
        }
    }

    @Override
    public void onChunk(ReplaySource.Request request, List<Frame> frames, long next) {
        for (Frame frame : frames) {
            if (isWaitingFor(request)) {
                send(frame, true);
            }
            frame.release();
        }
        if (state instanceof Replaying replaying && replaying.asked() == request) {
            outlet.flush();
            state = new Replaying(replaying.acceptance(), next, null);
            advance();
        }
    }

    @Override
    public void onCut(ReplaySource.Request request, long logStart) {
        if (isWaitingFor(request)) {
            if (owed == null && !generation.isEmpty()) {
                owed = new OwedGap(GapReason.RETENTION, false, null);
            }
            place = Math.max(place, logStart);
            replay(logStart, null);
        }
    }

    @Override
    public void onUnreadable(ReplaySource.Request request) {
        if (isWaitingFor(request)) {
            end(null, CloseReason.KAFKA);
        }
    }

    /** The tail has left the feed: what is missing is told with the next event. */
    void onRestart(OwedGap gap, boolean another) {
        if (isClosed()) {
            return;
        }
        owed = gap;
        if (another) {
            place = 0;
        }
        state = SubscriberState.DETACHED;
    }

    /** The tail has been attached again. */
    void onAttached() {
        if (state instanceof Detached) {
            goOnAt(place);
        }
    }

    private boolean isWaitingFor(ReplaySource.Request request) {
        return state instanceof Replaying replaying && replaying.asked() == request;
    }

    /** Goes on at an offset: from the ring if it reaches back so far, else from the log. */
    private void goOnAt(long offset) {
        if (offset < channel.feed().completeFrom()) {
            replay(offset, new ChannelPosition(generation, sequence));
        } else {
            ordinal = channel.frames().ordinalFrom(offset);
            state = SubscriberState.CATCHING_UP;
            sendFromRing();
        }
    }

    private void replay(long offset, @Nullable ChannelPosition base) {
        List<Long> claims = channel.feed().claims();
        Map<String, ChannelPosition> known = base == null ? Map.of() : Map.of(channel.key(), base);
        Acceptance acceptance = offset == 0
                ? Acceptance.fromCheckpoint(0, claims, Map.of())
                : Acceptance.fromOffset(offset, claims, known);
        outlet.flush();
        state = new Replaying(acceptance, offset, null);
        advance();
    }

    private void askOrGoOn(Replaying replaying) {
        Start begun = start;
        if (begun != null && begun.fresh() && replaying.from() >= place && !generation.isEmpty()) {
            tellLive(place);
        }
        if (replaying.from() >= channel.feed().completeFrom()) {
            goOnAt(replaying.from());
            return;
        }
        ReplaySource.Request request = new ReplaySource.Request(
                channel.feed().feed(),
                channel.key(),
                replaying.acceptance(),
                replaying.from(),
                streams.maxUnsentBytes(),
                streams.loop(),
                this);
        state = new Replaying(replaying.acceptance(), replaying.from(), request);
        outlet.flush();
        streams.replays().ask(request);
    }

    private void sendFromRing() {
        ChannelFrames frames = channel.frames();
        boolean wasLive = state instanceof Live;
        int credit = streams.maxUnsentBytes();
        while (outlet.isReady() && credit > 0 && !isClosed()) {
            if (ordinal < frames.first()) {
                goOnAt(place);
                return;
            }
            if (ordinal >= frames.end()) {
                state = SubscriberState.LIVE;
                onRingEnd();
                outlet.flush();
                return;
            }
            credit -= send(frames.get(ordinal++), false);
        }
        if (isClosed()) {
            return;
        }
        outlet.flush();
        state = wasLive && ordinal == frames.end() ? SubscriberState.LIVE : SubscriberState.CATCHING_UP;
        if (outlet.isReady() && state instanceof CatchingUp) {
            outlet.yield();
        }
    }

    /** Sends a frame, if it is one for this client; answers how many bytes it had. */
    private int send(Frame frame, boolean replayed) {
        if (isBehind(frame)) {
            return 0;
        }
        tellBefore(frame);
        if (isClosed()) {
            return 0;
        }
        generation = frame.generation();
        sequence = frame.sequence();
        place = frame.offset() + 1;
        if (frame.kind() == RecordKind.GAP && !(showsGaps && controlEvents)) {
            return 0;
        }
        showsGaps = true;
        outlet.write(frame);
        streams.counters().onDelivery(frame, state instanceof Live, replayed);
        if (frame.kind() == RecordKind.END) {
            end(null, CloseReason.ENDED);
        }
        return frame.bytes();
    }

    /** Whether a frame lies before what this client is to get. On the way to its place it learns where that is. */
    private boolean isBehind(Frame frame) {
        Start begun = start;
        if (begun != null && isFiltered(begun, frame)) {
            return true;
        }
        if (frame.offset() < place) {
            if (begun != null && begun.fresh()) {
                generation = frame.generation();
                sequence = frame.sequence();
            }
            return true;
        }
        return frame.sequence() <= sequence && frame.generation().equals(generation);
    }

    private static boolean isFiltered(Start begun, Frame frame) {
        ChannelPosition last = begun.last();
        return frame.timestamp() < begun.filter().timestamp()
                || (last != null
                        && frame.sequence() <= begun.filter().sequence()
                        && frame.generation().equals(last.generation()));
    }

    /** Tells what has to be told before a frame: that the stream is live, or that something is missing. */
    private void tellBefore(Frame frame) {
        Start begun = start;
        OwedGap gap = owed;
        owed = null;
        boolean same = frame.generation().equals(generation);
        long missed = same ? frame.sequence() - sequence - 1 : 0;
        boolean reset = !same && !generation.isEmpty();
        if (begun != null && begun.fresh() && generation.isEmpty()) {
            moveBefore(frame);
            tellLive(place);
        }
        if (gap != null && gap.certain()) {
            moveBefore(frame);
            tellGap(gap.reason(), gap.from(), same && missed > 0 ? missed : null);
        } else if (reset) {
            moveBefore(frame);
            tellGap(GapReason.RESET, null, null);
        } else if (missed > 0 && !generation.isEmpty()) {
            moveBefore(frame);
            tellGap(gap == null ? GapReason.RELAY_OUTAGE : gap.reason(), gap == null ? null : gap.from(), missed);
        }
    }

    private void moveBefore(Frame frame) {
        generation = frame.generation();
        sequence = frame.sequence() - 1;
        place = frame.offset();
    }

    /** It has been sent all there is: what is still owed is told now, and that it is live. */
    private void onRingEnd() {
        Start begun = start;
        if (begun == null) {
            return;
        }
        ChannelPosition last = begun.last();
        boolean same = last != null && last.generation().equals(generation);
        long missed = same && last != null ? last.sequence() - sequence : 0;
        OwedGap gap = owed;
        if (last != null && (generation.isEmpty() || missed > 0)) {
            generation = last.generation();
            sequence = Math.max(same ? sequence : 0, last.sequence());
        }
        if (generation.isEmpty()) {
            return;
        }
        owed = null;
        if (gap != null && (gap.certain() || missed > 0)) {
            tellGap(gap.reason(), gap.from(), missed > 0 ? missed : null);
        }
        if (!isClosed()) {
            tellLive(place);
        }
    }

    private void tellLive(long offset) {
        start = null;
        EventId id = new EventId(generation, sequence, offset);
        outlet.write(
                controlEvents
                        ? streams.encoder()
                                .control(new ControlEvent.Live(streams.clock().instant()), id)
                        : streams.encoder().idOnly(id));
    }

    private void tellGap(GapReason reason, @Nullable String from, @Nullable Long missed) {
        streams.counters().onGap(reason);
        if (!controlEvents) {
            end(null, CloseReason.GAP);
            return;
        }
        EventId id = new EventId(generation, sequence, place);
        outlet.write(
                streams.encoder().control(new ControlEvent.Gap(reason, from, id.toString(), missed, null, null), id));
    }

    private void write(ControlEvent event) {
        outlet.write(
                generation.isEmpty()
                        ? streams.encoder().control(event)
                        : streams.encoder().control(event, new EventId(generation, sequence, place)));
    }

    private void close(CloseReason reason) {
        state = SubscriberState.CLOSED;
        streams.counters().onClose(reason);
        channel.remove(this);
    }
}
