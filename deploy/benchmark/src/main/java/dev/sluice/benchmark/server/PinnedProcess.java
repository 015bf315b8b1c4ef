package dev.sluice.benchmark.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process on one core, with its log. */
final class PinnedProcess implements AutoCloseable {
    private static final long READY_NANOS = Duration.ofSeconds(90).toNanos();
    private static final long ASK_AGAIN_MILLIS = 100;
    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final Path log;

    private PinnedProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static PinnedProcess start(Cores core, Path log, List<String> command) throws IOException {
        return new PinnedProcess(core.start(command, log), log);
    }

    long pid() {
        return process.pid();
    }

    /** Returns when its output says {@code ready}. */
    void awaitReadyLine() throws IOException, InterruptedException {
        await(() -> Files.readString(log).lines().anyMatch("ready"::equals));
    }

    /** Returns when its output has this text. */
    void awaitOutput(String text) throws IOException, InterruptedException {
        await(() -> Files.readString(log).contains(text));
    }

    /** Returns when a GET is answered with 200. */
    void awaitOk(URI health) throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            HttpRequest request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            await(() -> isOk(http, request));
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static boolean isOk(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void await(Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY_NANOS;
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IOException("a process did not become ready; its log is " + log);
            }
            TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
        }
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }
}
