package dev.sluice.publisher.oauth.keymanager;

import dev.sluice.outbound.OutboundUrl;
import dev.sluice.publisher.api.document.DocumentFetch;
import dev.sluice.publisher.api.endpoint.OutboundClients;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Fetches the keys of providers in the background, through the outbound policy: soon after a change, and again and again,
 * as providers exchange their keys. At most {@value #MAX_AT_ONCE} at a time, each for 10 s and 64 KiB at most.
 */
@ApplicationScoped
class KeyRefresh {
    private static final Logger LOG = Logger.getLogger(KeyRefresh.class);
    private static final int MAX_AT_ONCE = 4;
    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration OLDEST = Duration.ofDays(30);

    private final KeyFetches fetches;
    private final OutboundClients clients;
    private final KeyManagerConfig config;
    private final Semaphore free = new Semaphore(MAX_AT_ONCE);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("key-refresh").factory());
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    KeyRefresh(KeyFetches fetches, OutboundClients clients, KeyManagerConfig config) {
        this.fetches = fetches;
        this.clients = clients;
        this.config = config;
    }

    void start(@Observes StartupEvent start) {
        check(config);
        timer.scheduleWithFixedDelay(this::run, 1, 1, TimeUnit.SECONDS);
    }

    static void check(KeyManagerConfig config) {
        Duration every = config.refreshEvery();
        if (every.compareTo(SHORTEST) < 0
                || every.compareTo(LONGEST) > 0
                || config.maxAge().compareTo(every.multipliedBy(2)) < 0
                || config.maxAge().compareTo(OLDEST) > 0) {
            throw new IllegalStateException(
                    "sluice.publisher.key-managers: refresh-every must be 10s to 1d, and max-age"
                            + " twice as long at least and 30d at most; they are " + every + " and " + config.maxAge());
        }
    }

    /** The outer edge of this thread: a database that is away for a while must not end it. */
    private void run() {
        try {
            while (free.tryAcquire()) {
                Optional<KeyFetches.Task> task = nextOrFree();
                if (task.isEmpty()) {
                    return;
                }
                workers.execute(() -> fetch(task.get()));
            }
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "looking for keys to be fetched failed, to be tried again");
        }
    }

    private Optional<KeyFetches.Task> nextOrFree() {
        boolean isFound = false;
        try {
            Optional<KeyFetches.Task> task = fetches.next(Instant.now());
            isFound = task.isPresent();
            return task;
        } finally {
            if (!isFound) {
                free.release();
            }
        }
    }

    /** The outer edge of a worker. */
    private void fetch(KeyFetches.Task task) {
        try {
            switch (keys(task.url())) {
                case KeySet.Good(List<Map<String, String>> keys) -> fetches.onFetched(task, keys, Instant.now());
                case KeySet.Empty(String reason) -> {
                    LOG.warnf("keys of a key manager are taken back, keyManager=%s reason=%s", task.name(), reason);
                    fetches.onTakenBack(task, reason, Instant.now());
                }
                case KeySet.Bad(String reason) -> {
                    LOG.warnf("keys of a key manager cannot be had, keyManager=%s reason=%s", task.name(), reason);
                    fetches.onFailed(task, reason, Instant.now());
                }
            }
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "keys of a key manager cannot be stored, keyManager=%s", task.name());
        } finally {
            free.release();
        }
    }

    private KeySet keys(String url) {
        return switch (OutboundUrl.of(url)) {
            case OutboundUrl.Bad(String reason) -> new KeySet.Bad(reason);
            case OutboundUrl.Good(URI good) ->
                switch (clients.ask((vertx, connections) -> DocumentFetch.withoutRedirects(
                                vertx, connections, KeySetReader.MAX_BYTES)
                        .from(good))) {
                    case DocumentFetch.Result.Failed(String reason) -> new KeySet.Bad(reason);
                    case DocumentFetch.Result.Fetched(byte[] bytes) ->
                        KeySetReader.ofJwks(new String(bytes, StandardCharsets.UTF_8));
                };
        };
    }

    void stop(@Observes ShutdownEvent stop) {
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
