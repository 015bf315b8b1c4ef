package dev.sluice.definition.answer;

import dev.sluice.definition.answer.DocumentMeters.Task;
import dev.sluice.definition.document.DocumentLimits;
import dev.sluice.definition.document.Work;
import dev.sluice.definition.document.WorkEndedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Where documents are worked on. Small ones and large ones have threads of their own, so that the large ones, of which
 * each may take seconds and 100 MiB, delay no small one; within a lane the first comes first. A document that cannot
 * wait, or has waited for longer than its client is likely to, is refused with 503. Work ends when its client has gone.
 * Thread safe.
 */
public final class DocumentLanes implements AutoCloseable {
    private static final int LARGE_BYTES = 128 << 10;
    private static final int MAX_WAITING_SMALL = 200;
    /** Each waits with all its bytes. */
    private static final int MAX_WAITING_LARGE = 8;

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final DocumentLimits limits;
    private final DocumentMeters meters;
    private final ThreadPoolExecutor small = lane("small-documents", 4, MAX_WAITING_SMALL);
    private final ThreadPoolExecutor large = lane("large-documents", 1, MAX_WAITING_LARGE);

    public DocumentLanes(DocumentLimits limits, DocumentMeters meters) {
        this.limits = limits;
        this.meters = meters;
        meters.watch("small", small.getQueue());
        meters.watch("large", large.getQueue());
    }

    private static ThreadPoolExecutor lane(String name, int threads, int maxWaiting) {
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(maxWaiting),
                Thread.ofPlatform().daemon().name(name + '-', 1).factory());
    }

    /** The answer to a request with a document: what the task makes of it, 422 when its work ends early, or 503. */
    public CompletionStage<Response> answer(
            RoutingContext http, Task kind, byte[] document, Function<Work, Response> task) {
        CompletableFuture<Work> started = new CompletableFuture<>();
        http.addEndHandler(any -> started.thenAccept(Work::cancel));
        return answer(kind, document.length, started, task);
    }

    CompletionStage<Response> answer(
            Task kind, int bytes, CompletableFuture<Work> started, Function<Work, Response> task) {
        CompletableFuture<Response> answer = new CompletableFuture<>();
        long came = System.nanoTime();
        try {
            (bytes > LARGE_BYTES ? large : small).execute(() -> {
                try {
                    answer.complete(
                            System.nanoTime() - came > MAX_WAIT.toNanos() ? busy() : worked(kind, started, task));
                } catch (Throwable failed) {
                    answer.completeExceptionally(failed);
                }
            });
        } catch (RejectedExecutionException full) {
            answer.complete(busy());
        }
        return answer;
    }

    private Response worked(Task kind, CompletableFuture<Work> started, Function<Work, Response> task) {
        long began = System.nanoTime();
        Work work = limits.work();
        started.complete(work);
        try {
            work.look();
            return task.apply(work);
        } catch (WorkEndedException ended) {
            return JsonResponses.refusal(JsonResponses.UNPROCESSABLE, ended.rule(), String.valueOf(ended.getMessage()));
        } finally {
            meters.onWorked(kind, System.nanoTime() - began);
        }
    }

    private static Response busy() {
        return Response.fromResponse(JsonResponses.refusal(503, "busy", "too many documents are checked; try again"))
                .header("Retry-After", "5")
                .build();
    }

    @Override
    public void close() {
        small.shutdownNow();
        large.shutdownNow();
    }
}
