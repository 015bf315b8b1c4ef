package dev.sluice.local.supervision;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** One run of an engine, on a thread of its own: a stop that comes during the start waits for it. */
final class EngineRun implements RunningPart {
    private final Engine engine;
    private final ExecutorService thread;
    private volatile boolean stopping;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<String> exited = new CompletableFuture<>();

    EngineRun(String name, Engine engine) {
        this.engine = engine;
        this.thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    void begin() {
        thread.execute(() -> {
            try {
                engine.start();
                engine.ended().thenAccept(cause -> end(stopping ? "stopped" : cause));
                ready.complete(null);
            } catch (IOException | RuntimeException failure) {
                end("could not be started: " + failure);
            }
        });
    }

    private void end(String cause) {
        exited.complete(cause);
        thread.shutdown();
    }

    @Override
    public void stop() {
        if (exited.isDone()) {
            return;
        }
        stopping = true;
        thread.execute(() -> {
            try {
                engine.stop();
                end("stopped");
            } catch (IOException | RuntimeException failure) {
                end("did not stop: " + failure);
            }
        });
    }

    @Override
    public void kill() {
        engine.kill();
    }

    @Override
    public @Nullable Long pid() {
        return engine.pid();
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public CompletableFuture<String> exited() {
        return exited;
    }
}
