package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.fanout.ApplicationChannels;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a new stream has to keep on one event loop. Streams that are open stay, however full the loop is. Confined
 * to its event loop.
 */
public final class AdmissionLimits {
    private final ConnectionCount connections;
    private final LoopLag lag;
    private final ApplicationChannels channels;

    public AdmissionLimits(ConnectionCount connections, LoopLag lag, ApplicationChannels channels) {
        this.connections = connections;
        this.lag = lag;
        this.channels = channels;
    }

    ApplicationChannels channels() {
        return channels;
    }

    /** A periodic task of the loop has begun. */
    public void onTask(long nanos) {
        lag.onTask(nanos);
    }

    /** Returns why the connection of this slot gets no stream; {@code null} = it may have one. */
    @Nullable
    RetryableRefusal refusal(ConnectionCount.Slot slot) {
        if (slot.exceedsAddressLimit()) {
            return RetryableRefusal.CAPPED;
        }
        return connections.exceedsLimit() || lag.isOverloaded() ? RetryableRefusal.OVERLOADED : null;
    }
}
