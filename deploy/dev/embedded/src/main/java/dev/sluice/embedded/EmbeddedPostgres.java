package dev.sluice.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL as a direct child of this JVM on a loopback port, over a durable directory. It ends with this JVM however that
 * ends, and runs as root (inside a user namespace, since PostgreSQL refuses user 0) and as any other user.
 *
 * <p>One superuser, {@code postgres}, whose password is generated with the cluster and lies beside it; connections are
 * authenticated with SCRAM. Methods are for one thread at a time, whichever it is. An object may be started again after
 * {@link #stop} and {@link #kill}. Linux only; elsewhere {@link #start} says what is missing.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Duration MAX_START = Duration.ofSeconds(60);
    private static final Duration MAX_STOP = Duration.ofSeconds(15);
    private static final long POLL_MILLIS = 20;

    private final PostgresSettings settings;
    private final PostgresCluster cluster;
    private @Nullable Process process;

    public EmbeddedPostgres(PostgresSettings settings) {
        this.settings = settings;
        this.cluster = new PostgresCluster(settings.directory().toAbsolutePath());
    }

    /** Returns when connections are taken. The first start over a directory makes the cluster. */
    public void start() throws IOException {
        if (isRunning()) {
            throw new IllegalStateException("PostgreSQL on port " + settings.port() + " is already started");
        }
        Path programs = PostgresBinaries.unpackedIn(settings.cache());
        cluster.createIfAbsent(programs);
        cluster.awaitUnused(MAX_STOP);
        FreePorts.requireFree(settings.port(), "PostgreSQL");
        ProcessBuilder builder = new ProcessBuilder(PostgresCluster.asPostgresAllows(command(programs)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        Process started = ChildProcess.startAsIs(builder);
        process = started;
        awaitReady(started);
    }

    /** Ends all connections and leaves a clean cluster; a PostgreSQL that takes longer than 15 s is killed. */
    public void stop() throws IOException {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        // SIGINT is PostgreSQL's fast stop. SIGTERM, all that Process can send, waits for every client to leave.
        new ProcessBuilder("sh", "-c", "kill -INT " + running.pid())
                .start()
                .onExit()
                .join();
        if (!exits(running, MAX_STOP)) {
            kill();
        }
    }

    /** {@code kill -9} of the server and every process below it, as a crash of the machine's memory would; for tests. */
    public void kill() throws IOException {
        Process running = process;
        if (running == null) {
            return;
        }
        List<ProcessHandle> all = new ArrayList<>(running.descendants().toList());
        all.addFirst(running.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit().join();
        }
        if (!exits(running, MAX_STOP)) {
            throw new IOException("PostgreSQL, process " + running.pid() + ", outlives SIGKILL");
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The server's process; only between a start and the next. */
    public ProcessHandle process() {
        Process started = process;
        if (started == null) {
            throw new IllegalStateException("PostgreSQL on port " + settings.port() + " was not started");
        }
        return started.toHandle();
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + settings.port() + "/" + database;
    }

    /** The database that every cluster has, {@code postgres}. */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    public String username() {
        return PostgresCluster.SUPERUSER;
    }

    /** Known from the first start on. */
    public String password() throws IOException {
        return cluster.password();
    }

    public Path logFile() {
        return settings.directory().toAbsolutePath().resolve("postgres.log");
    }

    private List<String> command(Path programs) {
        List<String> command = new ArrayList<>(List.of(
                "setpriv",
                "--pdeathsig",
                "INT",
                "--",
                // A session of its own: Ctrl-C in a terminal is for this JVM, which stops PostgreSQL when it is its
                // turn.
                "setsid",
                programs.resolve("bin/postgres").toString()));
        command.addAll(List.of("-D", cluster.data().toString(), "-p", String.valueOf(settings.port())));
        set(command, "listen_addresses", "127.0.0.1");
        set(command, "unix_socket_directories", "");
        set(command, "shared_buffers", "64MB");
        if (!settings.durable()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                set(command, setting, "off");
            }
        }
        for (Map.Entry<String, String> setting : settings.server().entrySet()) {
            set(command, setting.getKey(), setting.getValue());
        }
        return command;
    }

    private static void set(List<String> command, String name, String value) {
        command.addAll(List.of("-c", name + "=" + value));
    }

    private void awaitReady(Process started) throws IOException {
        long deadline = System.nanoTime() + MAX_START.toNanos();
        while (!cluster.isReady(started.pid())) {
            if (exits(started, Duration.ofMillis(POLL_MILLIS))) {
                throw new IOException("PostgreSQL on port " + settings.port() + " ended with code "
                        + started.exitValue() + " before it was ready; see " + logFile());
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new IOException("PostgreSQL on port " + settings.port() + " was not ready within "
                        + MAX_START.toSeconds() + " s; see " + logFile());
            }
        }
    }

    private static boolean exits(Process process, Duration within) throws IOException {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for PostgreSQL, process " + process.pid(), e);
        }
    }
}
