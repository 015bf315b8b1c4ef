package dev.sluice.gateway.quotalog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Which gateways there are: each reports itself as long as it runs, whether its clients are limited or not. A clock that is set
 * makes none of them come or go. Thread safe.
 */
public final class LiveGateways {
    /** Under which they report themselves: all in one partition. */
    static final String COUNTER = "g:gateways";

    private static final long REPORT_MILLIS = 15_000;

    private record Report(String incarnation, long atMillis) {}

    private final String ownNodeId;
    private final LongSupplier elapsed;
    private final Map<String, Report> others = new ConcurrentHashMap<>();
    /** Of the newest report of any gateway, this one too: while nothing can be read the others are thought to be there. */
    private final AtomicLong newestMillis = new AtomicLong(Long.MIN_VALUE);

    /** @param elapsed milliseconds since any moment, whatever becomes of the clock */
    public LiveGateways(String ownNodeId, LongSupplier elapsed) {
        this.ownNodeId = ownNodeId;
        this.elapsed = elapsed;
    }

    /** @param ageMillis how long ago it ran; that counts for 15 s */
    void onReport(String nodeId, String incarnation, long ageMillis) {
        long atMillis = elapsed.getAsLong() - ageMillis;
        newestMillis.accumulateAndGet(atMillis, Math::max);
        if (!nodeId.equals(ownNodeId)) {
            others.merge(
                    nodeId,
                    new Report(incarnation, atMillis),
                    (before, now) -> now.atMillis() < before.atMillis() ? before : now);
        }
    }

    /** This incarnation is gone; the node may be back already. */
    void onGone(String nodeId, String incarnation) {
        others.computeIfPresent(nodeId, (_, last) -> last.incarnation().equals(incarnation) ? null : last);
    }

    /** Returns how many there are, with this one. */
    int count() {
        long newest = newestMillis.get();
        others.values().removeIf(last -> newest - last.atMillis() > REPORT_MILLIS);
        return others.size() + 1;
    }
}
