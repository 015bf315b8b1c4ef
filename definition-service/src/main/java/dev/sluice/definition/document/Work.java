package dev.sluice.definition.document;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What is done for one document. It is counted in steps, each of which costs about the same, and it ends when it has taken too
 * many of them, when its deadline has passed, and when no client waits for it any more. Steps are taken by one thread;
 * {@link #cancel} is for any.
 */
public final class Work {
    private static final int STEPS_BETWEEN_LOOKS = 1_024;

    private final long maxSteps;
    private final Duration deadline;
    private final LongSupplier nanoTime;
    private long started;
    private volatile boolean cancelled;
    private long steps;
    private long nextLook = STEPS_BETWEEN_LOOKS;

    /** @param nanoTime as {@link System#nanoTime} */
    public Work(long maxSteps, Duration deadline, LongSupplier nanoTime) {
        this.maxSteps = maxSteps;
        this.deadline = deadline;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
    }

    /** @throws WorkEndedException when there are no more steps to take; and at every later call */
    public void step() {
        steps(1);
    }

    /** The same, for something that costs as much as some steps. */
    public void steps(long count) {
        steps += count;
        if (steps >= nextLook) {
            nextLook = steps + STEPS_BETWEEN_LOOKS;
            look();
        }
    }

    /** Looks at once, which costs more than a step: between parts of the work that do not count their steps. */
    public void look() {
        if (cancelled) {
            throw new WorkEndedException("cancelled", "the client has gone");
        }
        if (steps > maxSteps) {
            nextLook = 0;
            throw new WorkEndedException(
                    "too-costly",
                    "the document takes more than " + maxSteps
                            + " steps to check: its parts are referred to too often, or too much of it is wrong");
        }
        if (nanoTime.getAsLong() - started > deadline.toNanos()) {
            nextLook = 0;
            throw new WorkEndedException(
                    "deadline",
                    "the document is not checked within " + deadline.toMillis() + " ms; the work on it was given up");
        }
    }

    /** Something that is done once for all documents: the time that it takes does not count. */
    public <T> T apart(Supplier<T> task) {
        long before = nanoTime.getAsLong();
        try {
            return task.get();
        } finally {
            started += nanoTime.getAsLong() - before;
        }
    }

    /** No client waits for it any more. */
    public void cancel() {
        cancelled = true;
    }

    public long steps() {
        return steps;
    }
}
