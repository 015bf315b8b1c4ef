package dev.sluice.service.thread;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that the service cannot do without. It runs a loop until it is asked to end; a loop that is left before, by an
 * exception, an error or a return, ends the process.
 *
 * <p>Thread safe, but for {@link #onTurn}, which is for the thread itself.
 */
public final class ServiceThread {
    /** What the thread does until {@link #isRunning} says no. */
    @FunctionalInterface
    public interface Loop {
        /**
         * Calls {@link ServiceThread#onTurn} every second or so.
         *
         * @throws InterruptedException after {@link ServiceThread#end} only
         */
        void run(ServiceThread self) throws InterruptedException;
    }

    private final Thread thread;
    private final Stopwatch turn;
    private volatile boolean running = true;

    ServiceThread(String name, Loop loop, ServiceThreads threads) {
        this.turn = new Stopwatch(threads.maxTurn());
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(loop, threads));
    }

    public void start() {
        turn.begin();
        thread.start();
    }

    /** Returns false after {@link #end}. */
    public boolean isRunning() {
        return running;
    }

    /** A turn of the loop begins. */
    public void onTurn() {
        turn.begin();
    }

    /** Asks the loop to end. A loop that waits has to be woken by its own means, or by {@link #unpark}. */
    public void end() {
        running = false;
    }

    /** Ends a wait of {@link LockSupport#park}. */
    public void unpark() {
        LockSupport.unpark(thread);
    }

    /** Ends a wait that can be interrupted; after {@link #end} only. */
    public void interrupt() {
        thread.interrupt();
    }

    /** Waits for the end of the thread, if it was started, but no longer than this; after {@link #end} only. */
    public void join(Duration bound) {
        if (thread.getState() == Thread.State.NEW) {
            return; // as when Kafka has never been there
        }
        try {
            thread.join(bound);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    String name() {
        return thread.getName();
    }

    /** Returns why the thread does not work; empty = it does, or has not been started, or was asked to end. */
    Optional<String> problem() {
        boolean started = thread.getState() != Thread.State.NEW;
        if (!running || !started) {
            return Optional.empty();
        }
        if (!thread.isAlive()) {
            return Optional.of(name() + " has ended");
        }
        return turn.problem(thread);
    }

    private void run(Loop loop, ServiceThreads threads) {
        try {
            loop.run(this);
            if (running) {
                threads.fail(name(), new IllegalStateException("the loop was left without having been asked to"));
            }
        } catch (Throwable failure) {
            if (running || failure instanceof Error) {
                threads.fail(name(), failure);
            }
        } finally {
            threads.forget(this);
        }
    }
}
