package dev.sluice.gateway.control;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a control topic to its present end, for the sake of requests: all that come within {@value #PAUSE_MILLIS} ms have
 * the same one, so that any number of them costs Kafka 50 questions a second at most. Thread safe.
 */
final class PacedReads {
    static final long PAUSE_MILLIS = 20;
    /** After that a request is not let wait any more. */
    private static final long MAX_WAIT_MILLIS = 500;

    private final Supplier<CompletableFuture<Void>> read;
    private final Executor later;
    /** What has not begun. */
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> next = new AtomicReference<>();

    PacedReads(Supplier<CompletableFuture<Void>> read) {
        this(read, CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    }

    /**
     * @param read begins a read, and does not wait for it
     * @param later runs a task after {@value #PAUSE_MILLIS} ms
     */
    PacedReads(Supplier<CompletableFuture<Void>> read, Executor later) {
        this.read = read;
        this.later = later;
    }

    /** Completes on another thread, with whether all that is in the topic now has been read within half a second. */
    CompletionStage<Boolean> toPresentEnd() {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> others = next.compareAndExchange(null, mine);
        if (others != null) {
            return others;
        }
        later.execute(() -> begin(mine));
        return mine;
    }

    private void begin(CompletableFuture<Boolean> waiting) {
        next.set(null);
        read.get()
                .thenApply(_ -> true)
                .completeOnTimeout(false, MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)
                .thenAccept(waiting::complete);
    }
}
