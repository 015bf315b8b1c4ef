package dev.sluice.relay.demand;

import dev.sluice.model.node.NodeRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which gateways live, judged by this relay's own clock: a gateway lives while it is renewed within 15 s. A
 * gateway that cannot be judged is granted 15 s: every one after a start or a time in which nothing could be read,
 * and an incarnation not seen yet. Thread safe.
 */
public final class GatewayLife {
    static final long ALIVE_NANOS = Duration.ofSeconds(15).toNanos();
    /** This relay's own record comes every 5 s: twice that without any record, and nothing could be read. */
    static final long UNREADABLE_NANOS = Duration.ofSeconds(10).toNanos();

    private static final int MAX_EARLIER = 32;

    private final LongSupplier clock;
    private final Map<String, GatewaySighting> seen = new HashMap<>();
    private final Map<String, Set<String>> earlier = new HashMap<>();
    private long lastRead;
    private long grantedUntil;

    /** @param clock nanoseconds, monotonic */
    public GatewayLife(LongSupplier clock) {
        this.clock = clock;
        this.lastRead = clock.getAsLong();
        this.grantedUntil = lastRead + ALIVE_NANOS;
    }

    /**
     * A record of {@code sluice.nodes}; {@code null} = its tombstone, which a gateway that was silent for a day is given:
     * one that is heard of within 15 s lives on, and one that comes back may be the same incarnation. Records of relays
     * count as a sign that it is read.
     */
    public synchronized void onRecord(String key, @Nullable NodeRecord node) {
        long now = clock.getAsLong();
        if (now - lastRead > UNREADABLE_NANOS) {
            grantedUntil = now + ALIVE_NANOS;
        }
        lastRead = now;
        String prefix = NodeRecord.key(NodeRecord.Kind.GATEWAY, "");
        if (!key.startsWith(prefix)) {
            return;
        }
        String nodeId = key.substring(prefix.length());
        GatewaySighting before = seen.get(nodeId);
        if (node == null) {
            if (before != null && now - before.renewedAt >= ALIVE_NANOS) {
                seen.remove(nodeId);
            }
            return;
        }
        seen.put(nodeId, new GatewaySighting(node.incarnation(), now));
        if (before != null && !before.incarnation.equals(node.incarnation())) {
            supersede(nodeId, before.incarnation);
        }
    }

    private void supersede(String nodeId, String incarnation) {
        Set<String> gone = earlier.computeIfAbsent(nodeId, _ -> new LinkedHashSet<>());
        gone.add(incarnation);
        if (gone.size() > MAX_EARLIER) {
            gone.remove(gone.iterator().next());
        }
    }

    /**
     * Returns whether what this incarnation asks for still counts.
     *
     * @param arrivedAt when it was first heard of here, nanoseconds
     */
    public synchronized boolean isAlive(String nodeId, String incarnation, long arrivedAt) {
        long now = clock.getAsLong();
        if (earlier.getOrDefault(nodeId, Set.of()).contains(incarnation)) {
            return false;
        }
        if (now < grantedUntil) {
            return true;
        }
        GatewaySighting last = seen.get(nodeId);
        if (last == null || !last.incarnation.equals(incarnation)) {
            return now - arrivedAt < ALIVE_NANOS;
        }
        return now - last.renewedAt < ALIVE_NANOS;
    }

    private record GatewaySighting(String incarnation, long renewedAt) {}
}
