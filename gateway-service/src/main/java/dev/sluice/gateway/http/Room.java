package dev.sluice.gateway.http;

import org.jspecify.annotations.Nullable;

/** Whether an event loop has room for one more stream. Those that are open stay, however full it is. Confined to it. */
final class Room {
    private final Visitors visitors;
    private final LoopLag lag;

    Room(Visitors visitors, LoopLag lag) {
        this.visitors = visitors;
        this.lag = lag;
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
