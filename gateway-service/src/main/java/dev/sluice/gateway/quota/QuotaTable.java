package dev.sluice.gateway.quota;

import dev.sluice.model.quota.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * All counters of this gateway: what its streams use, and what others have reported. A counter stays while it has a stream, an
 * open window in which something was used, or connections that were reported.
 *
 * <p>Thread safe.
 */
public final class QuotaTable {
    /** In which event loops give back what they do not use. */
    public static final long TICK_MILLIS = 50;

    private static final int SWEPT_IN_TICK = 100;

    private final ConcurrentMap<String, Counter> counters = new ConcurrentHashMap<>();
    /** Whose open connections others have to know of. */
    private final Set<Counter> bounded = ConcurrentHashMap.newKeySet();

    private final Queue<Counter> changed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger news = new AtomicInteger();
    private final AtomicInteger loops = new AtomicInteger();
    private final LongSupplier millis;
    private final LongSupplier comeBackMillis;
    private volatile int gateways = 1;
    private Iterator<Counter> sweep = Collections.emptyIterator();

    /**
     * @param millis epoch milliseconds
     * @param comeBackMillis draws how long a client whose quota is used up is to wait before it asks again
     */
    public QuotaTable(LongSupplier millis, LongSupplier comeBackMillis) {
        this.millis = millis;
        this.comeBackMillis = comeBackMillis;
    }

    /** Returns the quotas of one event loop, to be used by it alone; to be called once for each, before the first stream. */
    public LoopQuotas forLoop() {
        return new LoopQuotas(this, loops.getAndIncrement() == 0);
    }

    /**
     * What an incarnation of another gateway, or an earlier one of this one, has delivered in a window: it is set, not added.
     * A window that is over is ignored.
     */
    public void setRemote(String counter, Window window, String node, String incarnation, long events, long bytes) {
        if (window.end().toEpochMilli() > now()) {
            counters.compute(counter, (id, known) -> {
                Counter found = known == null ? new Counter(id, this) : known;
                found.setRemote(window, source(node, incarnation), events, bytes);
                return found;
            });
        }
    }

    /**
     * How many streams of a counter are open at another gateway.
     *
     * @param atMillis when it was so; it counts for 15 s
     */
    public void setRemoteConnections(String counter, String node, String incarnation, int connections, long atMillis) {
        if (now() - atMillis <= Connections.REPORT_MILLIS) {
            counters.compute(counter, (id, known) -> {
                Counter found = known == null ? new Counter(id, this) : known;
                found.connections().setRemote(source(node, incarnation), connections, atMillis);
                return found;
            });
        }
    }

    /** An incarnation of another gateway has no stream of a counter any more. */
    public void removeRemoteConnections(String counter, String node, String incarnation) {
        Counter known = counters.get(counter);
        if (known != null) {
            known.connections().removeRemote(source(node, incarnation));
        }
    }

    /** @param present how many gateways there are, with this one: each uses a part only until it has heard of the others */
    public void setGateways(int present) {
        gateways = present;
    }

    /** Gives what was delivered here and has changed since the last call, by counter and window. For one thread. */
    public void takeChanged(Consumer<OwnUse> sink) {
        for (int left = changed.size(); left > 0; left--) {
            Counter counter = changed.poll();
            if (counter == null) {
                return;
            }
            counter.takeChanged(sink);
        }
    }

    /** Returns the counters whose plan bounds their connections, with how many are open here, without those that have none. */
    public List<OwnConnections> ownConnections() {
        List<OwnConnections> all = new ArrayList<>();
        for (Counter counter : bounded) {
            int open = counter.connections().open();
            if (open > 0) {
                all.add(new OwnConnections(counter.id(), open));
            } else {
                forgetBounded(counter);
            }
        }
        return all;
    }

    /** One that gets a connection meanwhile stays: either it is seen here, or it is added after this. */
    private void forgetBounded(Counter counter) {
        bounded.remove(counter);
        if (counter.connections().open() > 0) {
            bounded.add(counter);
        }
    }

    /** Returns how many counters there are. */
    public int size() {
        return counters.size();
    }

    int gateways() {
        return gateways;
    }

    long now() {
        return millis.getAsLong();
    }

    long comeBackMillis() {
        return comeBackMillis.getAsLong();
    }

    int loops() {
        return loops.get();
    }

    int news() {
        return news.get();
    }

    void onNews() {
        news.incrementAndGet();
    }

    void onBounded(Counter counter) {
        bounded.add(counter);
    }

    /** Returns how many counters are looked at for their connections. */
    int bounded() {
        return bounded.size();
    }

    void onChanged(Counter counter) {
        changed.add(counter);
    }

    Counter hold(String counter) {
        return counters.compute(counter, (id, known) -> {
            Counter held = known == null ? new Counter(id, this) : known;
            held.addHolder();
            return held;
        });
    }

    /** Forgets some of what is over. By one loop only. */
    void sweepSome() {
        if (!sweep.hasNext()) {
            sweep = counters.values().iterator();
        }
        for (int i = 0; i < SWEPT_IN_TICK && sweep.hasNext(); i++) {
            counters.computeIfPresent(sweep.next().id(), (_, known) -> known.forgetClosed(now()) ? null : known);
        }
    }

    private static String source(String node, String incarnation) {
        return node + '/' + incarnation;
    }
}
