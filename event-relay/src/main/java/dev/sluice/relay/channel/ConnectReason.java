package dev.sluice.relay.channel;

import dev.sluice.model.control.GapReason;
import org.jspecify.annotations.Nullable;

/**
 * Why a pull's present connection is made, and what may be missing because of it. Confined to the pull's event loop.
 */
final class ConnectReason {
    /** {@code null} = the connection before it was lost. */
    private @Nullable PullReason first;

    ConnectReason(PullReason first) {
        this.first = first;
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
        if (first == PullReason.CHANGED) {
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
