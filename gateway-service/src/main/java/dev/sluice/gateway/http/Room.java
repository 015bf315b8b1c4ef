package dev.sluice.gateway.http;

import dev.sluice.gateway.fanout.ApplicationChannels;
import org.jspecify.annotations.Nullable;

/** Whether an event loop has room for one more stream. Those that are open stay, however full it is. Confined to it. */
final class Room {
    private final Visitors visitors;
    private final LoopLag lag;
    private final ApplicationChannels channels;

    Room(Visitors visitors, LoopLag lag, ApplicationChannels channels) {
        this.visitors = visitors;
        this.lag = lag;
        this.channels = channels;
    }

    ApplicationChannels channels() {
        return channels;
    }

    /** A periodic task of the loop has begun. */
    void onTask(long nanos) {
        lag.onTask(nanos);
    }

    /** Why there is none for this visitor; {@code null} = there is. */
    @Nullable
    NotNow refusal(Visitors.Visit visit) {
        if (visit.isOneTooMany()) {
            return NotNow.CAPPED;
        }
        return visitors.isFull() || lag.isOverloaded() ? NotNow.OVERLOADED : null;
    }
}
