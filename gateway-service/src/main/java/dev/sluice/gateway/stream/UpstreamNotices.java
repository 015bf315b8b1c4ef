package dev.sluice.gateway.stream;

import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import org.jspecify.annotations.Nullable;

/** The upstream's status as this node knows it, and what of it one client has been sent. Confined to its event loop. */
final class UpstreamNotices {
    private static final UpstreamStatus UNKNOWN = new UpstreamStatus(Upstream.UNKNOWN, null, null, 0);

    /** {@code null} = no relay has published it. */
    private @Nullable UpstreamStatus known;
    /** {@code null} = nothing yet. */
    private @Nullable Upstream sent;
    /** Whether the status of an upstream that is on its first way up is sent. */
    private boolean verdictIsDue;
    /** Since when the upstream is live that the client has found or waited for, in epoch milliseconds. */
    private long liveAt = Long.MIN_VALUE;

    UpstreamNotices(@Nullable UpstreamStatus known, boolean verdictIsDue) {
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

    /** The time within which an upstream may come up without a status event is over. */
    void onVerdictDue() {
        verdictIsDue = true;
    }

    boolean isLive() {
        return known != null && known.upstream() == Upstream.LIVE;
    }

    /** The client has been sent that its stream is live. */
    void onLiveWritten() {
        sent = Upstream.LIVE;
        verdictIsDue = true;
    }

    /** Returns the status as it is known now. */
    UpstreamStatus now() {
        UpstreamStatus status = known;
        return status == null ? UNKNOWN : status;
    }

    /** Returns the status if the client is to be sent it, and takes it for sent; {@code null} = it has it already. */
    @Nullable
    UpstreamStatus take() {
        UpstreamStatus status = known;
        if (status == null || status.upstream() == sent || !verdictIsDue) {
            return null;
        }
        sent = status.upstream();
        return status;
    }

    /** Returns whether a gap of the log precedes the upstream's coming up that the client has found or waited for. */
    boolean isFromBefore(Frame gap) {
        return RecordedGap.isFromBefore(gap, liveAt);
    }
}
