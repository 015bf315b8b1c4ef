package dev.sluice.gateway.quotalog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which gateways there are: each reports itself as long as it runs, whether its clients are limited or not. Thread safe.
 */
public final class LiveGateways {
    /** Under which they report themselves: all in one partition. */
    static final String COUNTER = "g:gateways";

    private static final long REPORT_MILLIS = 15_000;

    private record Report(String incarnation, long atMillis) {}

    private final String ownNodeId;
    private final Map<String, Report> others = new ConcurrentHashMap<>();
    /** Of the newest report of any gateway, this one too: while nothing can be read the others are thought to be there. */
    private final AtomicLong newestMillis = new AtomicLong(Long.MIN_VALUE);

    public LiveGateways(String ownNodeId) {
        this.ownNodeId = ownNodeId;
    }

    /** @param atMillis when it ran; that counts for 15 s */
    void onReport(String nodeId, String incarnation, long atMillis) {
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
    int count(long nowMillis) {
        long newest = newestMillis.get();
        long read = newest == Long.MIN_VALUE ? nowMillis : Math.min(nowMillis, newest);
        others.values().removeIf(last -> read - last.atMillis() > REPORT_MILLIS);
        return others.size() + 1;
    }
}
