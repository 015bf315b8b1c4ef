package dev.sluice.acceptance;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A client that never gives up: when its stream ends it goes on at the other gateway with its last id. It keeps a record
 * of everything it was sent, and of every answer that a client should not get.
 */
final class ResumingClient implements AutoCloseable {
    private static final Duration RECONNECT = Duration.ofMillis(200);
    private static final Duration SILENCE_BOUND = Duration.ofSeconds(40);

    private final List<URI> gateways;
    private final String path;
    private final @Nullable String token;
    private final List<Stream.Event> received = new ArrayList<>();
    private final List<String> surprises = new ArrayList<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile Duration longestPause = Duration.ZERO;
    private int turn;
    private final List<Long> connects = new ArrayList<>();
    private final List<String> postponed = new ArrayList<>();
    private long lastEventNanos;

    /**
     * @param first of the gateways, from 0
     * @param token {@code null} = the topic is open
     */
    ResumingClient(List<URI> gateways, int first, String path, @Nullable String token) {
        this.gateways = List.copyOf(gateways);
        this.turn = first;
        this.path = path;
        this.token = token;
        this.thread = Thread.ofVirtual().name("resuming-client").start(this::run);
    }

    private void run() {
        String lastId = null;
        while (!closed) {
            try (Stream stream = Stream.tryOpen(gateways.get(turn % gateways.size()), path, token, lastId)) {
                synchronized (connects) {
                    connects.add(System.nanoTime());
                }
                if (stream.status() == 200) {
                    lastId = readAll(stream, lastId);
                } else if (stream.status() == 503) {
                    synchronized (postponed) {
                        postponed.add(stream.body());
                    }
                } else {
                    note("status " + stream.status() + ": " + stream.body());
                }
            } catch (IOException refused) {
                // A gateway that is being started again refuses connections; the next one is asked.
            }
            turn++;
            LockSupport.parkNanos(RECONNECT.toNanos());
        }
    }

    private @Nullable String readAll(Stream stream, @Nullable String before) {
        String lastId = before;
        while (!closed) {
            Stream.Event event = stream.poll(Duration.ofMillis(100));
            if (event == null) {
                if (stream.hasEnded()) {
                    Stream.Event late = stream.poll(Duration.ZERO);
                    if (late == null) {
                        return lastId;
                    }
                    event = late;
                } else {
                    continue;
                }
            }
            synchronized (received) {
                received.add(event);
            }
            if (!event.isControl()) {
                measurePause();
            }
            if (!event.id().isEmpty()) {
                lastId = event.id();
            }
        }
        return lastId;
    }

    private void measurePause() {
        long now = System.nanoTime();
        Duration pause = lastEventNanos == 0 ? Duration.ZERO : Duration.ofNanos(now - lastEventNanos);
        lastEventNanos = now;
        if (pause.compareTo(longestPause) > 0) {
            longestPause = pause;
        }
    }

    private void note(String surprise) {
        synchronized (surprises) {
            surprises.add(surprise);
        }
    }

    /** Everything it has been sent so far. */
    List<Stream.Event> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    List<String> surprises() {
        synchronized (surprises) {
            return List.copyOf(surprises);
        }
    }

    int connects() {
        return connectNanos().size();
    }

    /** When each of its requests was answered, of {@link System#nanoTime()}. */
    List<Long> connectNanos() {
        synchronized (connects) {
            return List.copyOf(connects);
        }
    }

    /** The longest time between two of the backend's events. */
    Duration longestPause() {
        return longestPause;
    }

    /** What was said each time that no gateway could serve it, with 503. */
    List<String> postponed() {
        synchronized (postponed) {
            return List.copyOf(postponed);
        }
    }

    /** The data of the backend's events, in the order in which they came. */
    List<String> data() {
        return received().stream()
                .filter(event -> !event.isControl())
                .map(Stream.Event::data)
                .toList();
    }

    /** Lets it stop by itself; {@link #close} then has less to wait for. */
    void leave() {
        closed = true;
    }

    @Override
    public void close() {
        leave();
        try {
            if (!thread.join(SILENCE_BOUND)) {
                throw new AssertionError("the client did not stop within " + SILENCE_BOUND);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
