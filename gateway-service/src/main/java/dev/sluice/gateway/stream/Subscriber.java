package dev.sluice.gateway.stream;

import dev.sluice.gateway.quota.StreamQuota;
import dev.sluice.gateway.stream.SubscriberState.CatchingUp;
import dev.sluice.gateway.stream.SubscriberState.Closed;
import dev.sluice.gateway.stream.SubscriberState.Conflating;
import dev.sluice.gateway.stream.SubscriberState.Detached;
import dev.sluice.gateway.stream.SubscriberState.Live;
import dev.sluice.gateway.stream.SubscriberState.Replaying;
import dev.sluice.model.api.TopicStreaming.SlowClient;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.ControlEvent.GoAwayReason;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * A client of a channel: a place in it, nothing more. A slow client waits at its place; what it has not been sent stays
 * in the ring, or in the log. It is sent each accepted record from its place on once, in order, or a gap event.
 *
 * <p>Confined to its event loop.
 */
public final class Subscriber {
    /** Instead of a number of bytes: the client's plan lets it have the frame later. */
    static final int HELD = -1;

    private static final System.Logger LOG = System.getLogger(Subscriber.class.getName());

    private final LoopChannel channel;
    private final Outlet outlet;
    private final LoopStreams streams;
    private final Cursor cursor;
    private final ControlEventWriter events;
    private final SlowClient slowClient;
    /** {@code null} = its plans limit nothing. */
    private @Nullable QuotaGate gate;

    private SubscriberState state = SubscriberState.CATCHING_UP;
    /** Whether it lags since its plans have held it back: that is not slow. */
    private boolean isPaced;

    /** Of its next frame in the ring, while it reads from there. */
    private long ordinal;

    Subscriber(LoopChannel channel, Outlet outlet, ResumePlan plan, StreamTerms terms, LoopStreams streams) {
        this.channel = channel;
        this.outlet = outlet;
        this.streams = streams;
        this.cursor = new Cursor(plan.generation(), plan.sequence(), plan.place());
        this.events = new ControlEventWriter(cursor, outlet, channel.frames(), plan, terms, streams);
        this.slowClient = terms.slowClient();
        setQuota(terms.quota());
    }

    void begin(ResumePlan plan) {
        streams.counters().onOpen(outlet.protocol(), plan.result());
        if (plan.replay() == null) {
            events.writeLiveIfFreshAt(plan.place());
            goOnAt(plan.place());
        } else {
            replay(plan.replay().offset(), plan.replay().base(), System.nanoTime());
        }
    }

    public boolean isClosed() {
        return state instanceof Closed;
    }

    /** There may be more to send, or the client has taken what it was sent. */
    public void advance() {
        try {
            sendDue();
        } catch (RuntimeException broken) {
            onBroken(broken);
        }
    }

    private void sendDue() {
        switch (state) {
            case Live _, CatchingUp _ -> sendFromRing();
            case Conflating(long until) -> sendNewestOfTypes(until);
            case Replaying(LogReader reader) -> reader.advance();
            case Detached _, Closed _ -> {}
        }
    }

    /** Closes the stream, with a last event if there is one. */
    public void end(@Nullable ControlEvent last, CloseReason reason) {
        if (isClosed()) {
            return;
        }
        if (last != null) {
            events.write(last);
        }
        onGone(reason);
        outlet.end(reason);
    }

    /**
     * Closes the stream of a client that is welcome again, here or elsewhere.
     *
     * @param retryMillis after which it is to come back
     */
    public void sendAway(GoAwayReason why, long retryMillis, CloseReason counted) {
        if (!isClosed()) {
            events.writeRetry(retryMillis);
            end(new ControlEvent.GoAway(why, retryMillis), counted);
        }
    }

    /** The connection is gone. */
    public void onGone(CloseReason reason) {
        if (!isClosed()) {
            state = SubscriberState.CLOSED;
            streams.counters().onClose(outlet.protocol(), reason);
            channel.remove(this);
        }
    }

    /** The upstream has changed; written if the client does not have it yet. */
    public void onStatus(UpstreamStatus status) {
        if (!isClosed()) {
            events.onStatus(status);
        }
    }

    /** The time within which an upstream may come up without a status event is over. */
    public void onVerdictDue() {
        if (!isClosed()) {
            events.onVerdictDue();
        }
    }

    /** The relays have published the channel's state: its generation, if it was not known, and its upstream. */
    void onState(ChannelState published) {
        if (!cursor.isKnown() && state instanceof Live) {
            cursor.learn(published.generation(), 0);
            writeAtEnd();
        }
        onStatus(published.status());
    }

    /** Its plans have changed; {@code null} = nothing limits it, or connections alone. */
    public void setQuota(@Nullable StreamQuota quota) {
        gate = quota == null || !quota.countsEvents() ? null : new QuotaGate(this, events, outlet, streams, quota);
    }

    /** A limit of its plans may have been reached, or got low, by what others were sent. */
    public void onQuotaNews() {
        if (gate != null && !isClosed()) {
            gate.onNews(state instanceof Live && cursor.isKnown() && outlet.isReady());
        }
    }

    /** An error of ours ends this stream alone; the client may resume. */
    void onBroken(RuntimeException broken) {
        LOG.log(Level.ERROR, () -> "a stream is closed by an error: channel=" + channel.key(), broken);
        onGone(CloseReason.ERROR);
        outlet.end(CloseReason.ERROR);
    }

    /** Retention has removed what it was about to read. */
    void onCut(GapReason reason, long logStart) {
        events.onRecordsRemoved(reason);
        cursor.moveTo(Math.max(cursor.place(), logStart));
        replay(logStart, null, System.nanoTime());
    }

    /** The tail has left the feed: what is missing is written with the next event. */
    void onDetached(PendingGap gap, boolean anotherLog) {
        events.setPendingGap(gap);
        if (anotherLog) {
            events.onAnotherLog();
        }
        state = SubscriberState.DETACHED;
    }

    /** The tail has been attached again. */
    void onAttached() {
        if (state instanceof Detached) {
            goOnAt(cursor.place());
        }
    }

    boolean isReadBy(LogReader reader) {
        return state instanceof Replaying(LogReader current) && current == reader;
    }

    /** Returns what its plans let through; {@code null} = all. */
    @Nullable
    QuotaGate gate() {
        return gate;
    }

    /** Returns whether it needs the log no more from an offset on, and has gone on in the ring. */
    boolean leavesLog(long offset) {
        events.writeLiveIfFreshAt(offset);
        if (offset < channel.feed().completeFrom()) {
            return false;
        }
        goOnAt(offset);
        return true;
    }

    /** Goes on at an offset: from the ring if it reaches back so far, else from the log. */
    private void goOnAt(long offset) {
        if (offset < channel.feed().completeFrom()) {
            replay(offset, new ChannelPosition(cursor.generation(), cursor.sequence()), System.nanoTime());
        } else {
            ordinal = channel.frames().ordinalFrom(offset);
            state = SubscriberState.CATCHING_UP;
            sendFromRing();
        }
    }

    /**
     * @param base where the channel stands at this offset; {@code null} = not known
     * @param notBefore by {@link System#nanoTime()}
     */
    void replay(long offset, @Nullable ChannelPosition base, long notBefore) {
        state = new Replaying(new LogReader(this, channel, outlet, streams, offset, base, notBefore));
        outlet.flush();
        advance();
    }

    private void sendFromRing() {
        ChannelFrames frames = channel.frames();
        int credit = outlet.turnBytes();
        while (outlet.isReady() && credit > 0 && !isClosed()) {
            if (ordinal < frames.first()) {
                onFallenOff();
                return;
            }
            if (ordinal >= frames.end()) {
                becomeLive();
                writeAtEnd();
                return;
            }
            int sent = send(frames.get(ordinal++), false);
            if (sent == HELD) {
                ordinal--;
                state = SubscriberState.CATCHING_UP;
                waitForQuota();
                return;
            }
            credit -= sent;
        }
        if (!isClosed()) {
            state = SubscriberState.CATCHING_UP;
            outlet.flush();
            yieldIfReady();
        }
    }

    /** Writes only what is new, as {@link Cursor} does. */
    private void becomeLive() {
        if (!(state instanceof Live)) {
            state = SubscriberState.LIVE;
            isPaced = false;
        }
    }

    private void writeAtEnd() {
        if (events.writeAtEnd()) {
            outlet.flush();
        } else {
            end(null, CloseReason.GAP);
        }
    }

    /** The ring has lost its place. The end of an ended channel is worth waiting for. */
    private void onFallenOff() {
        ChannelFrames frames = channel.frames();
        long next = frames.ordinalFrom(cursor.place());
        if (cursor.missesNothingBefore(frames, next)) {
            ordinal = next;
            state = SubscriberState.CATCHING_UP;
            sendFromRing();
            return;
        }
        boolean losesNothing = isPaced || frames.newest().kind() == RecordKind.END;
        SlowClient policy = losesNothing ? SlowClient.REPLAY : slowClient;
        streams.counters().onSlow(policy);
        switch (policy) {
            case REPLAY -> goOnAt(cursor.place());
            case GAP -> skip(Skip.toEnd(frames, cursor));
            case CONFLATE -> skip(Skip.toNewestOfTypes(frames, cursor, state instanceof Conflating));
            case CLOSE -> end(new ControlEvent.GoAway(GoAwayReason.SLOW, events.retryMillis()), CloseReason.SLOW);
        }
    }

    private void skip(Skip skip) {
        if (!events.write(skip)) {
            end(null, CloseReason.GAP);
            return;
        }
        ordinal = skip.ordinal();
        state = new Conflating(skip.until());
        sendNewestOfTypes(skip.until());
    }

    private void sendNewestOfTypes(long until) {
        ChannelFrames frames = channel.frames();
        int credit = outlet.turnBytes();
        while (outlet.isReady() && credit > 0 && !isClosed() && ordinal < until) {
            if (ordinal < frames.first()) {
                onFallenOff();
                return;
            }
            Frame frame = frames.get(ordinal);
            if (frames.isNewestOfType(ordinal, until)) {
                cursor.moveBefore(frame);
                int sent = send(frame, false);
                if (sent == HELD) {
                    waitForQuota();
                    return;
                }
                credit -= sent;
            }
            ordinal++;
        }
        if (isClosed()) {
            return;
        }
        if (ordinal < until) {
            outlet.flush();
            yieldIfReady();
        } else {
            state = SubscriberState.CATCHING_UP;
            sendFromRing();
        }
    }

    /** Its plan paces it: the frame stays where it is. */
    private void waitForQuota() {
        outlet.flush();
        if (gate != null) {
            outlet.wake(gate.waitMillis());
        }
    }

    /** Its turn is over; one that still takes more gets it after the others. */
    private void yieldIfReady() {
        if (outlet.isReady()) {
            outlet.yield();
        }
    }

    /** A gap event was written after which it goes on at another place than where it reads. */
    private void leap() {
        if (state instanceof Replaying) {
            goOnAt(cursor.place());
        } else {
            ordinal = channel.frames().ordinalFrom(cursor.place());
        }
    }

    /** Sends a frame, if it is one for this client, and returns how many bytes it had, or {@link #HELD}. */
    int send(Frame frame, boolean replayed) {
        if (events.skips(frame)) {
            return 0;
        }
        if (!events.writeBefore(frame) || events.isUnwritable(frame)) {
            end(null, CloseReason.GAP);
            return 0;
        }
        if (cursor.place() > frame.offset()) {
            leap();
            return 0;
        }
        QuotaGate counted = gate == null || frame.kind() != RecordKind.EVENT ? null : gate;
        if (counted != null && !counted.admits(frame)) {
            isPaced = true;
            return isClosed() ? 0 : HELD;
        }
        cursor.moveAfter(frame);
        boolean shown = events.writeIfShown(frame);
        if (shown) {
            boolean isLive = state instanceof Live;
            streams.counters().onDelivery(frame, isLive, replayed);
            if (frame.kind() == RecordKind.EVENT) {
                outlet.onDelivered(frame, replayed || !isLive);
            }
            if (counted != null) {
                counted.onSent(frame);
            }
        }
        if (events.endsAt(frame)) {
            end(null, CloseReason.ENDED);
        }
        return shown ? frame.bytes() : 0;
    }
}
