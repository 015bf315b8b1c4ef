package dev.sluice.gateway.quota;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The quotas of the streams of one event loop, and its leases, one for each counter. Confined to that loop. */
public final class LoopQuotas {
    private final QuotaTable table;
    private final boolean sweeps;
    private final Map<String, Lease> leases = new HashMap<>();
    /** Those that may hold something. */
    private final List<Lease> active = new ArrayList<>();

    private int newsSeen;

    /** @param sweeps whether it forgets what is over, too: one of them does */
    LoopQuotas(QuotaTable table, boolean sweeps) {
        this.table = table;
        this.sweeps = sweeps;
    }

    /**
     * Returns the quota of a stream that is to be opened, which is to be {@linkplain #close closed}; {@code null} = nothing
     * limits it.
     *
     * @param counters by which it is counted
     */
    public @Nullable StreamQuota open(List<PlanCounter> counters) {
        List<PlanCounter> limited =
                counters.stream().filter(PlanCounter::isLimited).toList();
        if (limited.isEmpty()) {
            return null;
        }
        List<Lease> held = new ArrayList<>(limited.size());
        for (PlanCounter counter : limited) {
            Lease lease = leases.computeIfAbsent(counter.id(), id -> new Lease(table.hold(id)));
            lease.addStream();
            held.add(lease);
        }
        StreamQuota quota = new StreamQuota(this, limited, held);
        quota.setPlans();
        return quota;
    }

    /**
     * Returns the quota of an open stream by its counters and plans as they are now; the one that it had is closed, unless it
     * is still the same.
     */
    public @Nullable StreamQuota change(@Nullable StreamQuota before, List<PlanCounter> counters) {
        List<PlanCounter> limited =
                counters.stream().filter(PlanCounter::isLimited).toList();
        if (before != null && before.counters().equals(limited)) {
            before.setPlans(); // another loop may have set others meanwhile, which hold no more
            return before;
        }
        StreamQuota next = open(counters);
        if (next != null) {
            next.forceConnect();
            if (before != null) {
                next.remember(before);
            }
        }
        close(before);
        return next;
    }

    /** The stream has gone. */
    public void close(@Nullable StreamQuota quota) {
        if (quota == null) {
            return;
        }
        quota.disconnect();
        for (Lease lease : quota.leases()) {
            if (lease.removeStream()) {
                lease.counter().removeHolder(lease);
                leases.remove(lease.counter().id());
            }
        }
    }

    /** Gives back what others want, or what no stream has used since the last tick; twenty times a second. */
    public void onTick() {
        long now = table.now();
        for (int i = active.size() - 1; i >= 0; i--) {
            Lease lease = active.get(i);
            if (lease.staysFor(now)) {
                lease.counter().settle(lease);
            } else {
                lease.counter().giveBack(lease);
                lease.becomesIdle();
                Lease last = active.removeLast();
                if (last != lease) {
                    active.set(i, last);
                }
            }
        }
        if (sweeps) {
            table.sweepSome();
        }
    }

    /** Returns whether a limit has become low or reached since it was asked last, so that streams have to be looked at. */
    public boolean hasNews() {
        int now = table.news();
        boolean isNew = now != newsSeen;
        newsSeen = now;
        return isNew;
    }

    /** Returns the time by the clock of the quotas, in epoch milliseconds. */
    public long millis() {
        return table.now();
    }

    QuotaTable table() {
        return table;
    }

    Allowance renew(Lease lease, int size, long nowMillis) {
        Allowance allowance = lease.counter().lease(lease, size, nowMillis);
        if (lease.becomesActive()) {
            active.add(lease);
        }
        return allowance;
    }
}
