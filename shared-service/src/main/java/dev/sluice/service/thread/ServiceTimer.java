package dev.sluice.service.thread;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs tasks one after the other. The JDK's own keeps what a task throws in a future that is never asked; here it
 * ends the process.
 */
final class ServiceTimer extends ScheduledThreadPoolExecutor {
    private final String name;
    private final ServiceThreads threads;
    private final Stopwatch task;
    /** At a task; {@code null} = it waits for one. */
    private volatile @Nullable Thread busy;

    ServiceTimer(String name, ServiceThreads threads) {
        super(1, Thread.ofPlatform().daemon().name(name).factory());
        this.name = name;
        this.threads = threads;
        this.task = new Stopwatch(threads.maxTurn());
    }

    /** Returns why the thread does not work; empty = it does, or has nothing to do. */
    Optional<String> problem() {
        Thread present = busy;
        return present == null ? Optional.empty() : task.problem(present);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable next) {
        task.begin();
        busy = thread;
    }

    @Override
    protected void afterExecute(Runnable done, @Nullable Throwable thrown) {
        busy = null;
        Throwable failure = thrown == null ? failureOf(done) : thrown;
        if (failure != null && (!isShutdown() || failure instanceof Error)) {
            threads.fail(name, failure);
        }
    }

    @Override
    protected void terminated() {
        threads.forget(this);
    }

    private static @Nullable Throwable failureOf(Runnable done) {
        if (!(done instanceof Future<?> future) || !future.isDone()) {
            return null;
        }
        try {
            future.get();
            return null;
        } catch (CancellationException _) {
            return null;
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
