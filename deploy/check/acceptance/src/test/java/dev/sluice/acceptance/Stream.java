package dev.sluice.acceptance;

import dev.sluice.testsupport.stream.EventReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One SSE connection of a client. Its events are read by a thread of its own and wait to be taken. */
final class Stream implements AutoCloseable {
    private static final Duration HEAD_BOUND = Duration.ofSeconds(20);
    /** A client whose test takes no more reads no more. */
    private static final int MAX_WAITING = 1000;

    private final HttpResponse<InputStream> response;
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>(MAX_WAITING);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile @Nullable EventReader reader;
    private volatile boolean left;

    /**
     * An event as a client sees it.
     *
     * @param id empty when it has none
     * @param type {@code message} when it has none
     */
    record Event(String id, String type, String data) {
        boolean isControl() {
            return type.startsWith("sluice.");
        }
    }

    private Stream(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().name("stream").start(this::read);
    }

    static Stream open(URI gateway, String path, @Nullable String token) {
        return open(gateway, path, token, null);
    }

    static Stream open(URI gateway, String path, @Nullable String token, @Nullable String lastEventId) {
        try {
            return tryOpen(gateway, path, token, lastEventId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the head; fails as a client's connect does. */
    static Stream tryOpen(URI gateway, String path, @Nullable String token, @Nullable String lastEventId)
            throws IOException {
        Map<String, String> headers = new HashMap<>();
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        if (lastEventId != null) {
            headers.put("Last-Event-ID", lastEventId);
        }
        return tryOpen(gateway, path, headers);
    }

    /** With one header and no token. */
    static Stream openWith(URI gateway, String path, String header, String value) {
        try {
            return tryOpen(gateway, path, Map.of(header, value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream tryOpen(URI gateway, String path, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.resolve(path)).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<InputStream>> answer =
                Rest.HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try {
            return new Stream(answer.get(HEAD_BOUND.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException failed) {
            throw new IOException("no answer from " + gateway + path, failed.getCause());
        } catch (TimeoutException tooLate) {
            answer.cancel(true);
            throw new IOException("no head from " + gateway + path + " within " + HEAD_BOUND, tooLate);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return response.statusCode();
    }

    @Nullable
    String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** How many comments (heartbeats) have come. */
    int comments() {
        EventReader events = reader;
        return events == null ? 0 : events.heartbeats();
    }

    /** The next event of any type. */
    Event next(Duration bound) {
        Event event = poll(bound);
        if (event == null) {
            throw new AssertionError("no event within " + bound + (ended.isDone() ? ", the stream has ended" : ""));
        }
        return event;
    }

    /** The next event of the backend; control events before it are passed over. */
    Event nextOfBackend(Duration bound) {
        return nextThat(event -> !event.isControl(), "event of the backend", bound);
    }

    /** The next event of this type; others before it are passed over. */
    Event nextOfType(String type, Duration bound) {
        return nextThat(event -> event.type().equals(type), type, bound);
    }

    private Event nextThat(Predicate<Event> wanted, String name, Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        List<Event> passed = new ArrayList<>();
        while (true) {
            Event event = poll(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            if (event == null) {
                throw new AssertionError("no " + name + " within " + bound + ", but " + passed + "; status " + status()
                        + ", comments " + comments() + (ended.isDone() ? ", the stream has ended" : ""));
            }
            if (wanted.test(event)) {
                return event;
            }
            passed.add(event);
        }
    }

    /** The next event, or {@code null} when none comes in this time. */
    @Nullable
    Event poll(Duration bound) {
        try {
            return events.poll(bound.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    void awaitEnd(Duration bound) {
        try {
            ended.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the stream has not ended within " + bound, e);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole body of a refusal. */
    String body() {
        awaitEnd(HEAD_BOUND);
        StringBuilder text = new StringBuilder();
        for (Event event : events) {
            text.append(event.data());
        }
        return text.toString();
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(response.body(), 16 * 1024)) {
            if (status() == 200) {
                readEvents(in);
            } else {
                put(new Event("", "body", new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            }
        } catch (IOException cut) {
            // A cut connection is an end like any other to a client of SSE; the unfinished block is dropped.
        } finally {
            ended.complete(null);
        }
    }

    private void readEvents(InputStream in) throws IOException {
        EventReader body = new EventReader(in);
        reader = body;
        while (true) {
            EventReader.Received next = body.next();
            if (next.type().equals(EventReader.UNEXPECTED)) {
                throw new IOException("not the canonical form: " + next.data());
            }
            String id = body.lastEventId();
            put(new Event(id == null ? "" : id, next.type(), next.data()));
        }
    }

    private void put(Event event) throws IOException {
        try {
            while (!events.offer(event, 100, TimeUnit.MILLISECONDS)) {
                if (left) {
                    throw new IOException("the client has left");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Leaves, as a client that closes its connection does. */
    @Override
    public void close() {
        left = true;
        try {
            response.body().close();
        } catch (IOException alreadyGone) {
            ended.complete(null);
        }
    }
}
