package dev.sluice.gateway.quotalog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which gateways there are: each reports itself as long as it runs, whether its clients are limited or not. Thread safe.
 */
public final class LiveGateways {
    /** Under which they report themselves: all in one partition. */
    static final String COUNTER = "g:gateways";

    private static final long REPORT_MILLIS = 15_000;

    private final String ownNodeId;
    private final Map<String, Long> others = new ConcurrentHashMap<>();

    public LiveGateways(String ownNodeId) {
        this.ownNodeId = ownNodeId;
    }

    /** @param atMillis when it ran; that counts for 15 s */
    void onReport(String nodeId, long atMillis) {
        if (!nodeId.equals(ownNodeId)) {
            others.merge(nodeId, atMillis, Math::max);
        }
    }

    void onGone(String nodeId) {
        others.remove(nodeId);
    }

    /** Returns how many there are, with this one. */
    int count(long nowMillis) {
        others.values().removeIf(at -> nowMillis - at > REPORT_MILLIS);
        return others.size() + 1;
    }
}
