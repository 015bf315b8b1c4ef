package dev.sluice.relay.shard;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What others have a shard's thread do, in the order in which they have said so. That thread alone runs it, and where
 * it has to wait it waits here: what the pulls find and what is read back is dealt with also while the shard is handed
 * over. Only Kafka's answers are waited for without it.
 */
final class ShardTasks {
    private static final int AT_ONCE = 64;

    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final Runnable onTurn;

    /** @param onTurn called at least once in the longest wait */
    ShardTasks(Runnable onTurn) {
        this.onTurn = onTurn;
    }

    /** Any thread. */
    void add(Runnable task) {
        waiting.add(task);
    }

    /** Waits this long for a task, and runs it and some after it: to look at the clock costs as much as one. */
    void runSome(Duration longest) throws InterruptedException {
        onTurn.run();
        Runnable task = waiting.poll(longest.toNanos(), TimeUnit.NANOSECONDS);
        for (int run = 1; task != null; run++) {
            task.run();
            task = run < AT_ONCE ? waiting.poll() : null;
        }
    }

    /**
     * Runs what comes until this is so, asked before each task, or the time is over.
     *
     * @param isDone may change by what a task does, or with a task after the change
     * @param deadline as {@link System#nanoTime} counts
     */
    void runUntil(BooleanSupplier isDone, long deadline) throws InterruptedException {
        for (long left = deadline - System.nanoTime();
                left > 0 && !isDone.getAsBoolean();
                left = deadline - System.nanoTime()) {
            onTurn.run();
            Runnable task = waiting.poll(left, TimeUnit.NANOSECONDS);
            if (task != null) {
                task.run();
            }
        }
    }
}
