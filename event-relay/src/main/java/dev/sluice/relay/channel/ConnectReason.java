package dev.sluice.relay.channel;

import dev.sluice.model.control.GapReason;
import org.jspecify.annotations.Nullable;

/**
 * Why a pull's present connection is made, and what may be missing because of it. Confined to the pull's event loop.
 */
final class ConnectReason {
    private final boolean sameStream;
    /** {@code null} = the connection before it was lost. */
    private @Nullable PullReason first;

    /** @param sameStream whether a changed backend goes on with the same stream */
    ConnectReason(PullReason first, boolean sameStream) {
        this.first = first;
        this.sameStream = sameStream;
    }

    /** Whether nothing that was learnt of the stream before says anything of this one. */
    boolean isAnotherStream() {
        return first == PullReason.CHANGED && !sameStream;
    }

    /**
     * What is missing before the first event, or {@code null} if that is for its events to show.
     *
     * @param isResumed whether the backend was asked to go on from an id
     * @param hasRecords whether the channel has any
     */
    @Nullable
    GapReason gap(boolean isResumed, boolean hasRecords) {
        if (first == PullReason.FIRST) {
            return null;
        }
        if (isAnotherStream()) {
            return hasRecords ? GapReason.BACKEND_CHANGED : null;
        }
        if (isResumed) {
            return null;
        }
        if (first == PullReason.IDLE) {
            return GapReason.IDLE;
        }
        return first == null ? GapReason.BACKEND_RESET : GapReason.RELAY_OUTAGE;
    }

    /** The connection stands; the next one is made because it is lost. */
    void onConnected() {
        first = null;
    }
}
