package dev.sluice.local.supervision;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One child process. */
final class RunningProcess implements RunningPart {
    private static final int PROBE_INTERVAL_MS = 100;
    private static final int LAST_WORDS_MS = 1_000;

    private final Process process;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<String> exited;

    /** @param printed complete when all that it has printed is in its log */
    RunningProcess(Process process, CompletableFuture<Void> printed) {
        this.process = process;
        // Its last words belong to its exit; a process of its own that outlives it may keep the pipe open.
        this.exited = process.onExit()
                .thenCompose(ended -> printed.copy()
                        .completeOnTimeout(null, LAST_WORDS_MS, TimeUnit.MILLISECONDS)
                        .thenApply(_ -> inWords(ended.exitValue())));
    }

    /** Asks {@code address} until it answers 200 or the process is gone; blocks. */
    void watchReadiness(URI address) {
        ReadinessProbe probe = new ReadinessProbe(address);
        while (!probe.isReady()) {
            try {
                exited.get(PROBE_INTERVAL_MS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException stillRunning) {
                // ask again
            } catch (InterruptedException | ExecutionException impossible) {
                throw new IllegalStateException("this thread is not interrupted, and an exit never fails", impossible);
            }
        }
        ready.complete(null);
    }

    private static String inWords(int code) {
        return code > 128 ? "signal " + (code - 128) : "exit code " + code;
    }

    @Override
    public Long pid() {
        return process.pid();
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public CompletableFuture<String> exited() {
        return exited;
    }

    @Override
    public void stop() {
        process.destroy();
    }

    @Override
    public void kill() {
        process.destroyForcibly();
    }
}
