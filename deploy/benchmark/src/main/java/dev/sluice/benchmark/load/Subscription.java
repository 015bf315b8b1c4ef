package dev.sluice.benchmark.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/**
 * What one client asks for.
 *
 * @param lastEventId {@code null} = from now on
 * @param after the sequence that it has already, so that the next must follow it; {@link #ANY} = any may be the first
 * @param stalls reads nothing after its 200 until {@link LoadClient#readOn}
 */
public record Subscription(String path, @Nullable String lastEventId, long after, boolean stalls) {
    public static final long ANY = -1;

    public Subscription(String path, @Nullable String lastEventId, long after) {
        this(path, lastEventId, after, false);
    }

    public static Subscription live(String path) {
        return new Subscription(path, null, ANY);
    }

    public static Subscription stalled(String path) {
        return new Subscription(path, null, ANY, true);
    }

    /** The whole HTTP/1.1 request. */
    byte[] request() {
        String resume = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n" + resume + "\r\n")
                .getBytes(US_ASCII);
    }
}
