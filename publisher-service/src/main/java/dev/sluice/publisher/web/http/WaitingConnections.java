package dev.sluice.publisher.web.http;

import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/**
 * The connections whose next request's head is not whole. There may be so many and no more: for one more the one that has
 * waited longest goes, since a client that means it sends its head at once. Thread safe.
 */
final class WaitingConnections {
    private final int max;
    private final LinkedHashSet<RequestGuard> waiting = new LinkedHashSet<>();

    WaitingConnections(int max) {
        this.max = max;
    }

    /** The one that has to go for it; {@code null} = none. */
    synchronized @Nullable RequestGuard enter(RequestGuard guard) {
        waiting.add(guard);
        return waiting.size() > max ? waiting.removeFirst() : null;
    }

    synchronized void leave(RequestGuard guard) {
        waiting.remove(guard);
    }
}
