package dev.sluice.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Clients of one application, each at a gateway of its own, that take all they get and come back with their last id: at once
 * after a failure, and when its {@code Retry-After} says so after a refusal.
 */
final class QuotaClients implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final int TOO_MANY = 429;

    private final String path;
    private final String token;
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> surprises = new ConcurrentLinkedQueue<>();
    private final LongAdder received = new LongAdder();
    private final AtomicInteger toldOfQuota = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean closed;

    /** Opens the streams, as many at each gateway. */
    QuotaClients(List<URI> gateways, int size, String path, String token) {
        this.path = path;
        this.token = token;
        for (int i = 0; i < size; i++) {
            URI first = gateways.get(i % gateways.size());
            threads.add(Thread.ofVirtual().name("quota-client").start(() -> run(first)));
        }
    }

    /** Returns how many events of the backend have come. */
    long received() {
        return received.sum();
    }

    /** Returns how many streams have ended with {@code sluice.quota}. */
    int toldOfQuota() {
        return toldOfQuota.get();
    }

    /** Returns how many connects were refused with 429. */
    int refused() {
        return refused.get();
    }

    /** Returns what no client should get. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    /** Waits until nothing has come for so long. */
    void awaitSilence(Duration silence, Duration bound) {
        long[] last = {received(), System.nanoTime()};
        await("no more events")
                .atMost(bound)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    long now = received();
                    if (now != last[0]) {
                        last[0] = now;
                        last[1] = System.nanoTime();
                    }
                    return now > 0 && System.nanoTime() - last[1] >= silence.toNanos();
                });
    }

    private void run(URI gateway) {
        String lastId = null;
        while (!closed) {
            Duration wait = AGAIN;
            try (Stream stream = Stream.tryOpen(gateway, path, token, lastId)) {
                if (stream.status() == 200) {
                    lastId = readAll(stream, lastId);
                } else if (stream.status() == TOO_MANY) {
                    refused.incrementAndGet();
                    String after = stream.header("Retry-After");
                    wait = after == null ? AGAIN : Duration.ofSeconds(Long.parseLong(after));
                } else if (stream.status() != 503) {
                    surprises.add(stream.status() + ": " + stream.body());
                }
            } catch (IOException away) {
                // Its gateway is being started again.
            }
            sleep(wait);
        }
    }

    private @Nullable String readAll(Stream stream, @Nullable String before) {
        String lastId = before;
        while (!closed) {
            boolean hasEnded = stream.hasEnded();
            Stream.Event event = stream.poll(hasEnded ? Duration.ZERO : Duration.ofMillis(100));
            if (event != null) {
                count(event);
                lastId = event.id().isEmpty() ? lastId : event.id();
            } else if (hasEnded) {
                return lastId;
            }
        }
        return lastId;
    }

    private void count(Stream.Event event) {
        if (!event.isControl()) {
            received.increment();
        } else if (event.type().equals("sluice.quota")) {
            toldOfQuota.incrementAndGet();
        }
    }

    private void sleep(Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!closed && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Math.min(AGAIN.toNanos(), deadline - System.nanoTime()));
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread thread : threads) {
            try {
                if (!thread.join(Duration.ofSeconds(30))) {
                    throw new AssertionError("a client did not stop");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
