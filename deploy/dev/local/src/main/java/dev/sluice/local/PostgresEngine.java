package dev.sluice.local;

import dev.sluice.embedded.EmbeddedPostgres;
import dev.sluice.local.supervision.Engine;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** PostgreSQL in a child process. */
final class PostgresEngine implements Engine {
    private final EmbeddedPostgres postgres;

    private volatile @Nullable ProcessHandle process;

    PostgresEngine(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    @Override
    public void start() throws IOException {
        process = null;
        postgres.start();
        process = postgres.process();
    }

    @Override
    public CompletableFuture<String> ended() {
        ProcessHandle started = process;
        if (started == null) {
            throw new IllegalStateException("PostgreSQL was not started");
        }
        return started.onExit().thenApply(_ -> "its process " + started.pid() + " ended");
    }

    @Override
    public void stop() throws IOException {
        postgres.stop();
    }

    @Override
    public void kill() {
        ProcessHandle started = process;
        if (started != null) {
            started.descendants().forEach(ProcessHandle::destroyForcibly);
            started.destroyForcibly();
        }
    }

    @Override
    public @Nullable Long pid() {
        ProcessHandle started = process;
        return started == null ? null : started.pid();
    }
}
