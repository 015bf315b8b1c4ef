package dev.sluice.gateway.usage;

import dev.sluice.gateway.stream.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop has done for the streams of the same dimensions since it was taken last. Plain fields, since an event is
 * counted for every client that gets it. Confined to the loop.
 */
public final class UsageCounter {
    private final UsageDimensions dimensions;
    private long events;
    private long bytes;
    private long replayed;
    private long opened;
    private long @Nullable [] closed;
    private int streams;
    /** As of the last time that it was taken. */
    private int streamsTaken;

    UsageCounter(UsageDimensions dimensions) {
        this.dimensions = dimensions;
    }

    /**
     * An event of the backend was handed to the socket.
     *
     * @param bytes of its block, whatever the protocol adds
     * @param isReplay to a client that lagged
     */
    public void onDelivery(int bytes, boolean isReplay) {
        events++;
        this.bytes += bytes;
        if (isReplay) {
            replayed++;
        }
    }

    UsageDimensions dimensions() {
        return dimensions;
    }

    void onOpen() {
        streams++;
        opened++;
    }

    void onClose(CloseReason reason) {
        leave();
        long[] reasons = closed;
        if (reasons == null) {
            reasons = new long[CloseReason.values().length];
            closed = reasons;
        }
        reasons[reason.ordinal()]++;
    }

    /** A stream of other dimensions has become one of these. */
    void enter() {
        streams++;
    }

    /** A stream of these has become one of other dimensions. */
    void leave() {
        streams--;
    }

    boolean isInUse() {
        return streams > 0;
    }

    /** Returns what was counted since the last call, and begins anew; {@code null} = nothing. */
    @Nullable
    UsageAmounts take() {
        if (events == 0 && opened == 0 && closed == null && streams == streamsTaken) {
            return null;
        }
        UsageAmounts taken =
                new UsageAmounts(dimensions, events, bytes, replayed, opened, closed, streams - streamsTaken);
        streamsTaken = streams;
        events = 0;
        bytes = 0;
        replayed = 0;
        opened = 0;
        closed = null;
        return taken;
    }
}
