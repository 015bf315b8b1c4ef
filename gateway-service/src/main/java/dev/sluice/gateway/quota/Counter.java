package dev.sluice.gateway.quota;

import dev.sluice.gateway.quota.CountedLimit.Effect;
import dev.sluice.model.access.AccessRecord.Burst;
import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.Plan;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import dev.sluice.model.quota.Period;
import dev.sluice.model.quota.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is counted together at this gateway, for all its event loops. What a loop may deliver is leased to it, less the nearer
 * the limit is, one event at last, so that a limit is reached exactly. Of what is leased and not delivered others have to
 * wait for, a tick or two, before the limit counts as reached.
 *
 * <p>Thread safe: a lock that is held for some arithmetic. Away from the limit it is taken once for some hundred events.
 */
final class Counter {
    /** More than there ever is; few enough that sums of it are numbers. */
    private static final long UNBOUNDED = 1L << 40;

    private static final long MAX_EVENTS = 256;
    private static final long MAX_BYTES = 1 << 20;

    private final String id;
    private final QuotaTable table;
    private final Connections connections = new Connections();
    private final CounterWindows windows = new CounterWindows();
    private final List<CountedLimit> limits = new ArrayList<>(2);
    private @Nullable Plan plan;
    /** How many leases of event loops there are. */
    private int holders;

    private boolean isQueued;
    /** Changes when what is leased is wanted back. */
    private final AtomicInteger recall = new AtomicInteger();
    /** Changes with the plan, under the lock: what was leased by the one before is not delivered. */
    private volatile int planChanges;
    /** Changes when a limit gets low. */
    private final AtomicInteger lows = new AtomicInteger();

    Counter(String id, QuotaTable table) {
        this.id = id;
        this.table = table;
    }

    String id() {
        return id;
    }

    Connections connections() {
        return connections;
    }

    /**
     * Counts one more stream; returns whether there may be one more.
     *
     * @param max {@code null} = any number
     */
    boolean connect(@Nullable Integer max, long nowMillis) {
        boolean isAdded = connections.add(max, nowMillis);
        reportConnections();
        return isAdded;
    }

    /** Counts one more stream that is open already. */
    void addOpen(@Nullable Integer max) {
        connections.addOpen(max);
        reportConnections();
    }

    private void reportConnections() {
        if (connections.isBounded()) {
            table.onBounded(this);
        }
    }

    int recall() {
        return recall.get();
    }

    int planChanges() {
        return planChanges;
    }

    int lows() {
        return lows.get();
    }

    synchronized void addHolder() {
        holders++;
    }

    synchronized void removeHolder(Lease lease) {
        putBack(lease);
        holders--;
    }

    /** What was used in the windows that this plan has, too, stays used. */
    synchronized void setPlan(Plan next, long nowMillis) {
        if (next.equals(plan)) {
            return;
        }
        plan = next;
        limits.clear();
        Effect effect = next.stopOnQuotaReach() ? Effect.STOP : Effect.COUNT;
        for (PlanLimit limit : next.limits()) {
            addLimit(limit.type(), limit.count(), limit.period(), effect, nowMillis);
        }
        Burst burst = next.burst();
        if (burst != null) {
            addLimit(LimitType.EVENTS, burst.count(), burst.period(), Effect.PACE, nowMillis);
        }
        planChanges++;
        recall.incrementAndGet();
        if (windows.haveNews()) {
            queue();
        }
        announce();
    }

    /** Leases at least one event of this size, after what was left of the lease has been given back. */
    synchronized Allowance lease(Lease lease, int size, long nowMillis) {
        putBack(lease);
        enterWindows(nowMillis);
        announce();
        long events = UNBOUNDED;
        long bytes = UNBOUNDED;
        long until = Long.MAX_VALUE;
        boolean waits = false;
        for (CountedLimit limit : limits) {
            until = Math.min(until, limit.use().endMillis());
            if (limit.isReached()) {
                return Allowance.REACHED;
            }
            long available = limit.effect() == Effect.COUNT ? UNBOUNDED : limit.available(nowMillis, table.gateways());
            if (available <= 0 || (size > available && limit.isLeasedBytes())) {
                waits = true;
            } else if (limit.type() == LimitType.EVENTS) {
                events = Math.min(events, share(available, MAX_EVENTS));
            } else if (size > available) { // it reaches the limit, and is the last one
                bytes = Math.min(bytes, size);
                events = 1;
            } else {
                bytes = Math.min(bytes, Math.max(size, share(available, MAX_BYTES)));
            }
        }
        if (waits) {
            recall.incrementAndGet();
            return Allowance.WAIT;
        }
        lease.grant(uses(), events, bytes, until);
        return Allowance.GRANTED;
    }

    /** Returns when a stream that waits may ask again, in epoch milliseconds. */
    synchronized long waitUntil(long nowMillis) {
        long until = nowMillis + 1;
        for (CountedLimit limit : limits) {
            if (limit.effect() == Effect.COUNT) {
                continue;
            }
            long available = limit.available(nowMillis, table.gateways());
            long end = limit.moreAt();
            long tick = Math.min(end, nowMillis + QuotaTable.TICK_MILLIS);
            if (available <= 0) {
                until = Math.max(until, limit.leased() > 0 ? tick : end);
            } else if (limit.isLeasedBytes()) {
                until = Math.max(until, tick);
            }
        }
        return until;
    }

    /** What was delivered of a lease counts from now on for all. */
    synchronized void settle(Lease lease) {
        if (lease.settle()) {
            onDelivered();
        }
    }

    synchronized void giveBack(Lease lease) {
        putBack(lease);
    }

    /** Returns the limit that is reached; of several the one that lasts longest. {@code null} = none. */
    synchronized @Nullable QuotaReached reached(long nowMillis) {
        enterWindows(nowMillis);
        CountedLimit last = null;
        for (CountedLimit limit : limits) {
            if (limit.isReached()
                    && (last == null || limit.use().endMillis() > last.use().endMillis())) {
                last = limit;
            }
        }
        return last == null || plan == null
                ? null
                : new QuotaReached(
                        id,
                        plan.name(),
                        last.count(),
                        last.period().toString(),
                        last.use().window().end());
    }

    /** Adds the limits of which little is left now. */
    synchronized void addLow(List<LowLimit> low, long nowMillis) {
        enterWindows(nowMillis);
        for (CountedLimit limit : limits) {
            if (limit.isLow()) {
                low.add(new LowLimit(id, limit.type(), limit.use().window()));
            }
        }
    }

    /** Returns what is left of its strictest limit; {@code null} = it has none that ends streams. */
    synchronized @Nullable QuotaLeft left(long nowMillis) {
        enterWindows(nowMillis);
        QuotaLeft strictest = null;
        for (CountedLimit limit : limits) {
            if (limit.effect() == Effect.STOP && plan != null) {
                WindowUse use = limit.use();
                QuotaLeft left = new QuotaLeft(
                        plan.name(),
                        limit.type(),
                        limit.count(),
                        limit.left(),
                        (use.endMillis() - use.startMillis()) / 1000,
                        Math.max(1, Math.ceilDiv(use.endMillis() - nowMillis, 1000L)));
                if (strictest == null || left.isStricterThan(strictest)) {
                    strictest = left;
                }
            }
        }
        return strictest;
    }

    /** What one incarnation of another gateway has delivered in a window, cumulative. */
    synchronized void setRemote(Window window, String source, long events, long bytes) {
        windows.use(window).setRemote(source, events, bytes);
        announce();
    }

    /** Gives what was delivered here since it was taken last. */
    synchronized void takeChanged(Consumer<OwnUse> sink) {
        isQueued = false;
        windows.takeChanged(id, sink);
    }

    /** Forgets what is over, and returns whether nothing is left. */
    synchronized boolean forgetClosed(long nowMillis) {
        if (holders > 0) {
            enterWindows(nowMillis);
            return false;
        }
        plan = null;
        limits.clear();
        return windows.forgetUnused(nowMillis) && !isQueued && connections.areNone(nowMillis);
    }

    private void addLimit(LimitType type, long count, Period period, Effect effect, long nowMillis) {
        limits.add(new CountedLimit(type, count, period, effect, windows.at(period, nowMillis)));
    }

    private void putBack(Lease lease) {
        if (lease.settle()) {
            onDelivered();
        }
        lease.giveBack();
    }

    private void onDelivered() {
        queue();
        announce();
    }

    private void queue() {
        if (!isQueued) {
            isQueued = true;
            table.onChanged(this);
        }
    }

    /** A clock that was set back a little stays in the window that it had reached. */
    private void enterWindows(long nowMillis) {
        for (CountedLimit limit : limits) {
            WindowUse use = limit.use();
            if (nowMillis >= use.endMillis() || nowMillis < use.startMillis() - CounterWindows.CLOSED_MILLIS) {
                limit.enter(windows.at(limit.period(), nowMillis));
                windows.forgetClosed(nowMillis);
            }
        }
    }

    /** Has streams looked at again of which a limit is low or reached since; what is leased beyond it is not delivered. */
    private void announce() {
        boolean isNews = false;
        for (CountedLimit limit : limits) {
            if (limit.becomesLow()) {
                lows.incrementAndGet();
                isNews = true;
            }
            if (limit.becomesReached()) {
                recall.incrementAndGet();
                isNews = true;
            }
        }
        if (isNews) {
            table.onNews();
        }
    }

    private List<WindowUse> uses() {
        List<WindowUse> uses = new ArrayList<>(limits.size());
        for (CountedLimit limit : limits) {
            if (!uses.contains(limit.use())) {
                uses.add(limit.use());
            }
        }
        return uses;
    }

    private long share(long available, long most) {
        return Math.clamp(available / (4L * table.loops()), 1, most);
    }
}
