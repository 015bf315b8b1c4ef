package dev.sluice.local.supervision;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Starts the parts, starts again what dies, stops all in order.
 *
 * <p>The thread that calls {@link #run} decides everything; {@link #requestStop}, {@link #killAll} and {@link #firstStart}
 * are for any thread. A part that dies three times before it was ready for the first time is given up, and so is one that
 * is not ready in time, which {@link #firstStart} returns; one that was ready once is restarted for ever.
 */
public final class Supervisor {
    private static final int GIVE_UP_AFTER = 3;

    private final List<Slot> slots;
    private final SupervisionListener listener;
    private final Duration startBound;
    private final Duration stopBound;
    private final BlockingQueue<SupervisorEvent> inbox = new LinkedBlockingQueue<>();
    private final CompletableFuture<SupervisionOutcome> firstStart = new CompletableFuture<>();

    private sealed interface SupervisorEvent {
        record Ready(Slot slot, RunningPart run) implements SupervisorEvent {}

        record Exited(Slot slot, RunningPart run, String cause) implements SupervisorEvent {}

        record RestartDue(Slot slot) implements SupervisorEvent {}

        record StartOverdue() implements SupervisorEvent {}

        record StopRequested() implements SupervisorEvent {}
    }

    /**
     * @param startBound how long it may take until all parts are ready for the first time
     * @param stopBound how long the parts of one stop stage may take before they are killed
     */
    public Supervisor(List<PlannedPart> plan, SupervisionListener listener, Duration startBound, Duration stopBound) {
        this.slots = plan.stream().map(Slot::new).toList();
        this.listener = listener;
        this.startBound = startBound;
        this.stopBound = stopBound;
    }

    /** Runs until a stop is requested and every part has ended. */
    public void run() throws InterruptedException {
        try (ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("restart-timer").daemon().factory())) {
            timers.schedule(
                    () -> inbox.add(new SupervisorEvent.StartOverdue()), startBound.toMillis(), TimeUnit.MILLISECONDS);
            startWhatMay(timers);
            boolean stopping = false;
            while (!stopping) {
                switch (inbox.take()) {
                    case SupervisorEvent.Ready(Slot slot, RunningPart run) -> onReady(slot, run, timers);
                    case SupervisorEvent.Exited(Slot slot, RunningPart run, String cause) ->
                        onExit(slot, run, cause, timers);
                    case SupervisorEvent.RestartDue(Slot slot) -> start(slot, timers);
                    case SupervisorEvent.StartOverdue() -> onStartOverdue();
                    case SupervisorEvent.StopRequested() -> stopping = true;
                }
            }
            timers.shutdownNow();
        }
        firstStart.complete(new SupervisionOutcome.Stopped());
        stopAll();
    }

    /** Completes when all parts are ready for the first time, or when one of them cannot be. */
    public CompletableFuture<SupervisionOutcome> firstStart() {
        return firstStart;
    }

    public void requestStop() {
        inbox.add(new SupervisorEvent.StopRequested());
    }

    /** Ends every part at once; for a user who does not want to wait for the orderly stop. */
    public void killAll() {
        for (Slot slot : slots) {
            RunningPart run = slot.running();
            if (run != null) {
                run.kill();
            }
        }
    }

    private void startWhatMay(ScheduledExecutorService timers) {
        Set<String> ready = slots.stream()
                .filter(Slot::isReady)
                .map(slot -> slot.id().nodeId())
                .collect(Collectors.toSet());
        for (Slot slot : slots) {
            if (slot.mayStartFirst(ready)) {
                start(slot, timers);
            }
        }
    }

    private void start(Slot slot, ScheduledExecutorService timers) {
        slot.starting();
        changed();
        try {
            RunningPart run = slot.part().start();
            slot.started(run);
            changed();
            // A part may be ready and gone in one moment; the queue keeps that order.
            run.ready().thenRun(() -> inbox.add(new SupervisorEvent.Ready(slot, run)));
            run.exited().thenAccept(cause -> inbox.add(new SupervisorEvent.Exited(slot, run, cause)));
        } catch (IOException failure) {
            restartLater(slot, "could not be started: " + failure, timers);
        }
    }

    private void onReady(Slot slot, RunningPart run, ScheduledExecutorService timers) {
        if (slot.running() != run) {
            return; // it exited before this was read
        }
        Duration took = slot.ready();
        listener.onReady(slot.report(), took);
        changed();
        startWhatMay(timers);
        if (slots.stream().allMatch(Slot::isReady)) {
            firstStart.complete(new SupervisionOutcome.AllReady());
        }
    }

    private void onExit(Slot slot, RunningPart run, String cause, ScheduledExecutorService timers) {
        if (slot.running() == run) {
            restartLater(slot, cause, timers);
        }
    }

    private void onStartOverdue() {
        slots.stream()
                .filter(slot -> !slot.wasEverReady())
                .findFirst()
                .ifPresent(slot -> giveUp(slot, "not ready within " + startBound.toSeconds() + " s"));
    }

    private void giveUp(Slot slot, String cause) {
        firstStart.complete(
                new SupervisionOutcome.Failed(slot.id(), cause, slot.part().log()));
    }

    private void restartLater(Slot slot, String cause, ScheduledExecutorService timers) {
        Duration delay = slot.died();
        changed();
        if (slot.deathsBeforeReady() >= GIVE_UP_AFTER) {
            slot.stopped();
            changed();
            giveUp(slot, cause);
            return;
        }
        listener.onRestart(slot.report(), cause, delay, slot.part().log());
        timers.schedule(() -> inbox.add(new SupervisorEvent.RestartDue(slot)), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stopAll() throws InterruptedException {
        List<Integer> stages =
                slots.stream().map(Slot::stopStage).distinct().sorted().toList();
        for (int stage : stages) {
            List<Slot> group =
                    slots.stream().filter(slot -> slot.stopStage() == stage).toList();
            List<RunningPart> runs =
                    group.stream().map(Slot::running).filter(Objects::nonNull).toList();
            runs.forEach(RunningPart::stop);
            if (!awaitExits(runs, stopBound)) {
                runs.forEach(RunningPart::kill);
                awaitExits(runs, stopBound);
            }
            group.forEach(this::noteStopped);
        }
    }

    private void noteStopped(Slot slot) {
        @Nullable RunningPart run = slot.running();
        slot.stopped();
        changed();
        if (run != null) {
            listener.onStopped(slot.report(), run.exited().getNow("did not end"));
        }
    }

    private static boolean awaitExits(List<RunningPart> runs, Duration bound) throws InterruptedException {
        CompletableFuture<?>[] exits = runs.stream().map(RunningPart::exited).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(exits).get(bound.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException tooLong) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("an exit is a text, never a failure", impossible);
        }
    }

    private void changed() {
        listener.onChange(slots.stream().map(Slot::report).toList());
    }
}
