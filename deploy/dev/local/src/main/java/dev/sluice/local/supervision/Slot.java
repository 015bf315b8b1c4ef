package dev.sluice.local.supervision;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the supervisor remembers of one part. Used by its thread only, but for {@link #running}. */
final class Slot {
    private final PlannedPart plan;
    private final RestartBackoff backoff = new RestartBackoff();

    private volatile @Nullable RunningPart running;
    private PartState state = PartState.STOPPED;
    private boolean everStarted;
    private boolean everReady;
    private int deathsBeforeReady;
    private long startedNanos;
    private long readyNanos;

    Slot(PlannedPart plan) {
        this.plan = plan;
    }

    Part part() {
        return plan.part();
    }

    PartId id() {
        return plan.part().id();
    }

    int stopStage() {
        return plan.stopStage();
    }

    /** The present run, or {@code null} while there is none; for any thread. */
    @Nullable
    RunningPart running() {
        return running;
    }

    boolean isReady() {
        return state == PartState.READY;
    }

    boolean mayStartFirst(Set<String> readyNodeIds) {
        return !everStarted && readyNodeIds.containsAll(plan.after());
    }

    PartReport report() {
        RunningPart present = running;
        return new PartReport(id(), state, present == null ? null : present.pid());
    }

    void starting() {
        everStarted = true;
        state = PartState.STARTING;
        startedNanos = System.nanoTime();
    }

    void started(RunningPart run) {
        running = run;
    }

    /** Returns how long it took since it was started. */
    Duration ready() {
        readyNanos = System.nanoTime();
        everReady = true;
        state = PartState.READY;
        return Duration.ofNanos(readyNanos - startedNanos);
    }

    /** It is gone unasked; returns the delay until it may be started again. */
    Duration died() {
        Duration readyFor = isReady() ? Duration.ofNanos(System.nanoTime() - readyNanos) : Duration.ZERO;
        if (!everReady) {
            deathsBeforeReady++;
        }
        running = null;
        state = PartState.RESTARTING;
        return backoff.afterExit(readyFor);
    }

    void stopped() {
        running = null;
        state = PartState.STOPPED;
    }

    boolean wasEverReady() {
        return everReady;
    }

    /** Deaths before it was ready for the first time. */
    int deathsBeforeReady() {
        return deathsBeforeReady;
    }
}
