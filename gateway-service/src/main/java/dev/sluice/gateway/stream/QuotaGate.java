package dev.sluice.gateway.stream;

import dev.sluice.gateway.quota.QuotaReached;
import dev.sluice.gateway.quota.StreamQuota;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.relay.UpstreamStatus;

/**
 * What the plans of one client let through, and what it is told of them. Only a client that has limits has one. Confined to
 * its event loop.
 */
final class QuotaGate {
    /** So soon a changed plan, and a clock that was set, are noticed, and a client that has left is forgotten. */
    private static final long MAX_WAIT_MILLIS = 1000;

    private static final String LOW = "quota-low";
    /** An event has about so many. */
    private static final long EVENT_BYTES = 512;

    private final Subscriber subscriber;
    private final ControlEventWriter events;
    private final Outlet outlet;
    private final LoopStreams streams;
    private final StreamQuota quota;

    QuotaGate(Subscriber subscriber, ControlEventWriter events, Outlet outlet, LoopStreams streams, StreamQuota quota) {
        this.subscriber = subscriber;
        this.events = events;
        this.outlet = outlet;
        this.streams = streams;
        this.quota = quota;
    }

    /** Returns whether a frame may be sent now; if not, the client waits for it, or its stream has been ended. */
    boolean admits(Frame frame) {
        return switch (quota.allows(frame.payloadBytes())) {
            case GRANTED -> true;
            case WAIT -> false;
            case REACHED -> {
                endIfReached();
                yield false;
            }
        };
    }

    /** A frame has been handed to the client's socket. */
    void onSent(Frame frame) {
        if (quota.use(frame.payloadBytes())) {
            endIfReached();
        }
        if (!subscriber.isClosed() && quota.becomesLow()) {
            writeLow();
        }
    }

    /**
     * A limit may have been reached, or got low, by what others were sent.
     *
     * @param mayWrite whether the client can be told now of the latter
     */
    void onNews(boolean mayWrite) {
        endIfReached();
        if (mayWrite && !subscriber.isClosed() && quota.becomesLow()) {
            writeLow();
            outlet.flush();
        }
    }

    /** Returns whether its plans hold the client back now. */
    boolean isHolding() {
        return quota.isHeld();
    }

    /** Returns after how long to look again whether its plans hold the client back. */
    long waitMillis() {
        return Math.min(quota.waitMillis(), MAX_WAIT_MILLIS);
    }

    /** Returns how much it is of use to read in advance: of a chunk what has to wait is read again. */
    int mostBytes() {
        return (int) Math.clamp(quota.burst() * EVENT_BYTES, 1, Integer.MAX_VALUE);
    }

    private void endIfReached() {
        QuotaReached reached = quota.reached();
        if (reached != null) {
            events.writeRetry(quota.comeBackMillis());
            subscriber.end(reached.event(), CloseReason.QUOTA);
        }
    }

    private void writeLow() {
        UpstreamStatus now = events.upstream();
        events.write(new ControlEvent.Status(
                now.upstream(), now.http(), LOW, streams.clock().instant()));
    }
}
