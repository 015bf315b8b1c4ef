package dev.sluice.service.thread;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** How long a thread has been at one turn of its work. Thread safe. */
final class Stopwatch {
    /** Whose calls may take as long as they like: a broker that does not answer is no fault of the thread. */
    private static final String KAFKA = "org.apache.kafka.";

    private final long maxNanos;
    private volatile long begunNanos = System.nanoTime();

    Stopwatch(Duration max) {
        this.maxNanos = max.toNanos();
    }

    void begin() {
        begunNanos = System.nanoTime();
    }

    /** Returns what holds the thread up, if it has been at one turn for too long and does not wait for Kafka. */
    Optional<String> problem(Thread thread) {
        long nanos = System.nanoTime() - begunNanos;
        if (nanos <= maxNanos) {
            return Optional.empty();
        }
        StackTraceElement[] stack = thread.getStackTrace();
        for (StackTraceElement frame : stack) {
            if (frame.getClassName().startsWith(KAFKA)) {
                return Optional.empty();
            }
        }
        String at = stack.length == 0 ? "" : " at " + stack[0];
        return Optional.of(thread.getName() + " is stuck for " + TimeUnit.NANOSECONDS.toSeconds(nanos) + " s" + at);
    }
}
