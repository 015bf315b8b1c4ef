package dev.sluice.publisher.delivery.outbox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far what is for one control topic has been sent, whichever publisher drains it. Any thread; waiting holds no lock and
 * no connection.
 *
 * <p>Sending is in order, so one number says it for all records: everything up to it is in Kafka.
 */
public final class SentMark {
    /** The outcome of a wait. */
    public enum Sent {
        YES,
        /** The drain cannot reach Kafka: no use in waiting on. */
        STALLED,
        LATE
    }

    /** A batch that takes longer than this is no longer a slow one: Kafka is not answering. */
    private static final long MAX_BATCH_NANOS = Duration.ofSeconds(1).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long sent;
    private boolean stalled;
    private boolean busy;
    private long busySince;

    /** Waits until this version is in Kafka, at most to this {@link System#nanoTime}. */
    public Sent await(long version, long deadlineNanos) throws InterruptedException {
        lock.lock();
        try {
            while (sent < version) {
                long left = deadlineNanos - System.nanoTime();
                if (stalled || isBatchOverdue()) {
                    return Sent.STALLED;
                }
                if (left <= 0) {
                    return Sent.LATE;
                }
                moved.await(left, TimeUnit.NANOSECONDS);
            }
            return Sent.YES;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the drain has found Kafka unreachable and has not been back since. */
    public boolean isStalled() {
        lock.lock();
        try {
            return stalled || isBatchOverdue();
        } finally {
            lock.unlock();
        }
    }

    void onSent(long version) {
        change(() -> {
            sent = Math.max(sent, version);
            stalled = false;
        });
    }

    void onStalled() {
        change(() -> stalled = true);
    }

    void onRecovered() {
        change(() -> stalled = false);
    }

    void onBatchBegun() {
        change(() -> {
            busy = true;
            busySince = System.nanoTime();
        });
    }

    void onBatchEnded() {
        change(() -> busy = false);
    }

    private boolean isBatchOverdue() {
        return busy && System.nanoTime() - busySince > MAX_BATCH_NANOS;
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
