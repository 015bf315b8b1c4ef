package dev.sluice.gateway.stream;

import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import org.jspecify.annotations.Nullable;

/** How the upstream of one client stands, as far as it is known here, and what of it the client has been told. */
final class UpstreamNews {
    /** {@code null} = no relay has told of it. */
    private @Nullable UpstreamStatus known;
    /** {@code null} = nothing yet. */
    private @Nullable Upstream told;
    /** Whether an upstream that is on its first way up is news. */
    private boolean verdictIsDue;
    /** Since when the upstream is live that the client has found or waited for, in epoch milliseconds. */
    private long liveAt = Long.MIN_VALUE;

    UpstreamNews(@Nullable UpstreamStatus known, boolean verdictIsDue) {
        this.verdictIsDue = verdictIsDue;
        if (known != null) {
            onStatus(known);
        }
    }

    void onStatus(UpstreamStatus status) {
        known = status;
        if (status.upstream() == Upstream.LIVE && liveAt == Long.MIN_VALUE) {
            liveAt = status.at();
        }
        verdictIsDue |= status.upstream() != Upstream.CONNECTING && status.upstream() != Upstream.IDLE;
    }

    /** The time within which an upstream may come up without being told is over. */
    void onVerdictDue() {
        verdictIsDue = true;
    }

    boolean isLive() {
        return known != null && known.upstream() == Upstream.LIVE;
    }

    /** The client is told that its stream is live. */
    void onToldLive() {
        told = Upstream.LIVE;
        verdictIsDue = true;
    }

    /** Returns the status if the client is to be told of it, which it then has been; {@code null} = that is no news. */
    @Nullable
    UpstreamStatus take() {
        UpstreamStatus status = known;
        if (status == null || status.upstream() == told || !verdictIsDue) {
            return null;
        }
        told = status.upstream();
        return status;
    }

    /** Whether a gap of the log is about the time before the upstream came up that the client has found or waited for. */
    boolean isFromBefore(Frame gap) {
        return RecordedGap.isFromBefore(gap, liveAt);
    }
}
