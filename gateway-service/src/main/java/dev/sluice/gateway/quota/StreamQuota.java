package dev.sluice.gateway.quota;

import dev.sluice.model.access.AccessRecord.Burst;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one stream may still be sent by its plans: by all of them, or not at all. An event is counted when it is handed to the
 * client's socket. Confined to the stream's event loop.
 */
public final class StreamQuota {
    private final LoopQuotas loop;
    private final List<PlanCounter> counters;
    private final List<Lease> leases;
    /** Those that limit events; the others limit connections alone. */
    private final Lease[] counted;
    /** Of each lease, up to which of its counter's lows the stream has looked. */
    private final int[] lowsSeen;

    /** What is low, and the stream has been told. */
    private List<LowLimit> told = List.of();

    /** While it waits: between these, in epoch milliseconds; a clock that is set back ends it. */
    private long heldFrom;

    private long heldUntil;
    private boolean isConnected;

    StreamQuota(LoopQuotas loop, List<PlanCounter> counters, List<Lease> leases) {
        this.loop = loop;
        this.counters = counters;
        this.leases = leases;
        this.counted =
                new Lease[(int) counters.stream().filter(StreamQuota::counts).count()];
        this.lowsSeen = new int[counted.length];
        int next = 0;
        for (int i = 0; i < leases.size(); i++) {
            if (counts(counters.get(i))) {
                counted[next] = leases.get(i);
                lowsSeen[next++] = leases.get(i).counter().lows() - 1;
            }
        }
    }

    /** Returns whether its events are counted. */
    public boolean countsEvents() {
        return counted.length > 0;
    }

    /**
     * Counts the stream as a connection of its counters.
     *
     * @return the counter that has as many as it may have; {@code null} = none, it is counted
     */
    public @Nullable PlanCounter connect() {
        long now = loop.table().now();
        for (int i = 0; i < leases.size(); i++) {
            PlanCounter counter = counters.get(i);
            if (!leases.get(i).counter().connect(counter.plan().maxConnections(), now)) {
                leases.subList(0, i)
                        .forEach(lease -> lease.counter().connections().remove());
                return counter;
            }
        }
        isConnected = true;
        return null;
    }

    /** Returns the limit that is reached; of several the one that lasts longest. {@code null} = none. */
    public @Nullable QuotaReached reached() {
        long now = loop.table().now();
        QuotaReached last = null;
        for (Lease lease : counted) {
            QuotaReached reached = lease.counter().reached(now);
            if (reached != null && (last == null || reached.resetsAt().isAfter(last.resetsAt()))) {
                last = reached;
            }
        }
        return last;
    }

    /** Returns what is left of the strictest limit; {@code null} = none ends the stream. */
    public @Nullable QuotaLeft left() {
        long now = loop.table().now();
        QuotaLeft strictest = null;
        for (Lease lease : counted) {
            QuotaLeft left = lease.counter().left(now);
            if (left != null && (strictest == null || left.isStricterThan(strictest))) {
                strictest = left;
            }
        }
        return strictest;
    }

    /**
     * Returns whether an event may be sent; if so, and if it is, then it is to be {@linkplain #use counted} before another one
     * is asked for.
     *
     * @param size of the event, bytes
     */
    public Allowance allows(int size) {
        long now = loop.table().now();
        if (isHeldAt(now)) {
            return Allowance.WAIT;
        }
        Allowance allowance = Allowance.GRANTED;
        for (Lease lease : counted) {
            if (!lease.covers(size, now)) {
                Allowance renewed = loop.renew(lease, size, now);
                if (renewed == Allowance.REACHED) {
                    return renewed;
                }
                if (renewed == Allowance.WAIT) {
                    allowance = renewed;
                }
            }
        }
        if (allowance == Allowance.WAIT) {
            hold(now);
        }
        return allowance;
    }

    /** Returns how many events may come at once, of the smallest burst; as many as an int has if none paces them. */
    public long burst() {
        long smallest = Integer.MAX_VALUE;
        for (PlanCounter counter : counters) {
            Burst burst = counter.plan().burst();
            smallest = burst == null ? smallest : Math.min(smallest, burst.count());
        }
        return smallest;
    }

    /** Returns whether it has to wait before it asks again. */
    public boolean isHeld() {
        return isHeldAt(loop.table().now());
    }

    /** Returns for how long it has still to wait before it asks again, in milliseconds, at least 1. */
    public long waitMillis() {
        return Math.max(1, heldUntil - loop.table().now());
    }

    /**
     * An event has been handed to the client's socket.
     *
     * @return whether it may have been the last one: {@link #reached} knows
     */
    public boolean use(int size) {
        boolean isLast = false;
        for (Lease lease : counted) {
            lease.use(size);
            if (lease.isEmpty()) {
                lease.counter().settle(lease);
                isLast = true;
            }
        }
        return isLast;
    }

    /** Returns, once for each stream and window, that little is left of a limit. */
    public boolean becomesLow() {
        boolean isNews = false;
        for (int i = 0; i < counted.length; i++) {
            int lows = counted[i].counter().lows();
            if (lows != lowsSeen[i]) {
                lowsSeen[i] = lows;
                isNews = true;
            }
        }
        return isNews && isLowAnew();
    }

    /** Returns after how long the client of a stream that has ended here is to ask again; not the same for all. */
    public long comeBackMillis() {
        return loop.table().comeBackMillis();
    }

    /** Returns by what the stream is counted. */
    public List<PlanCounter> counters() {
        return counters;
    }

    List<Lease> leases() {
        return leases;
    }

    /** Its plans hold for all that is counted with it. */
    void setPlans() {
        long now = loop.table().now();
        for (int i = 0; i < leases.size(); i++) {
            leases.get(i).counter().setPlan(counters.get(i).plan(), now);
        }
    }

    /** Counts it as a connection, which it is already, whatever the plans say now. */
    void forceConnect() {
        for (int i = 0; i < leases.size(); i++) {
            leases.get(i).counter().addOpen(counters.get(i).plan().maxConnections());
        }
        isConnected = true;
    }

    void disconnect() {
        if (isConnected) {
            isConnected = false;
            leases.forEach(lease -> lease.counter().connections().remove());
        }
    }

    /** What the stream was told of by its plans before, and is still low, it is not told again. */
    void remember(StreamQuota before) {
        told = before.told;
    }

    private boolean isLowAnew() {
        long now = loop.table().now();
        List<LowLimit> low = new ArrayList<>(counted.length);
        for (Lease lease : counted) {
            lease.counter().addLow(low, now);
        }
        boolean isNew = !told.containsAll(low);
        told = low;
        return isNew;
    }

    private boolean isHeldAt(long nowMillis) {
        return nowMillis < heldUntil && nowMillis >= heldFrom;
    }

    private void hold(long nowMillis) {
        heldFrom = nowMillis;
        heldUntil = nowMillis + 1;
        for (Lease lease : counted) {
            heldUntil = Math.max(heldUntil, lease.counter().waitUntil(nowMillis));
        }
    }

    private static boolean counts(PlanCounter counter) {
        return !counter.plan().limits().isEmpty() || counter.plan().burst() != null;
    }
}
