package dev.sluice.gateway.usage;

import dev.sluice.gateway.stream.CloseReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The usage counters of one event loop. What has no stream any more is forgotten when it has been taken, so there are never
 * more than there are streams, and those that have ended within ten seconds. Confined to the loop, but for {@link #take}.
 */
public final class LoopUsage {
    private final Executor loop;
    private final Map<UsageDimensions, UsageCounter> counters = new HashMap<>();

    public LoopUsage(Executor loop) {
        this.loop = loop;
    }

    /** A stream of these dimensions was opened; returns what counts it until it is closed. */
    public UsageCounter open(UsageDimensions dimensions) {
        UsageCounter counter = counter(dimensions);
        counter.onOpen();
        return counter;
    }

    /** A stream that this counter counts has other dimensions now, such as another plan; returns what counts it from now on. */
    public UsageCounter move(UsageCounter from, UsageDimensions dimensions) {
        if (from.dimensions().equals(dimensions)) {
            return from;
        }
        UsageCounter counter = counter(dimensions);
        from.leave();
        counter.enter();
        return counter;
    }

    /** A stream that this counter counts was closed. */
    public void close(UsageCounter counter, CloseReason reason) {
        counter.onClose(reason);
    }

    /** From any thread: what was counted since it was taken last; completes on the loop. Nothing after the loop's end. */
    CompletableFuture<List<UsageAmounts>> take() {
        try {
            return CompletableFuture.supplyAsync(this::takeAll, loop);
        } catch (RejectedExecutionException ended) {
            return CompletableFuture.completedFuture(List.of());
        }
    }

    private UsageCounter counter(UsageDimensions dimensions) {
        return counters.computeIfAbsent(dimensions, UsageCounter::new);
    }

    private List<UsageAmounts> takeAll() {
        List<UsageAmounts> all = new ArrayList<>();
        for (Iterator<UsageCounter> each = counters.values().iterator(); each.hasNext(); ) {
            UsageCounter counter = each.next();
            UsageAmounts taken = counter.take();
            if (taken != null) {
                all.add(taken);
            }
            if (!counter.isInUse()) {
                each.remove();
            }
        }
        return all;
    }
}
