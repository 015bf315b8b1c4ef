package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Watches how many connections the backend has for each of some paths, all the time until it is closed. */
final class Pulls implements AutoCloseable {
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(50).toNanos();

    private final URI stats;
    private final List<String> paths;
    private final Map<String, Long> doubledSince = new HashMap<>();
    private final Thread thread;
    private volatile Duration longestDouble = Duration.ZERO;
    private volatile int looks;
    private volatile boolean closed;

    Pulls(URI backend, List<String> paths) {
        this.stats = backend.resolve("/stats");
        this.paths = List.copyOf(paths);
        this.thread = Thread.ofVirtual().name("pulls").start(this::watch);
    }

    /** The longest time for which any path had more than one. */
    Duration longestDouble() {
        return longestDouble;
    }

    private void watch() {
        while (!closed) {
            JsonNode all =
                    Portal.expect(200, Rest.send("GET", stats, null, null)).path("paths");
            long now = System.nanoTime();
            for (String path : paths) {
                look(path, all.path(path).path("open").asInt(0), now);
            }
            looks++;
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    private void look(String path, int open, long now) {
        if (open <= 1) {
            doubledSince.remove(path);
            return;
        }
        Duration doubled = Duration.ofNanos(now - doubledSince.computeIfAbsent(path, _ -> now));
        if (doubled.compareTo(longestDouble) > 0) {
            longestDouble = doubled;
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
        assertThat(looks).as("looks at the backend").isGreaterThan(1);
    }
}
