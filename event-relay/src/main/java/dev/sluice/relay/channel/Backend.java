package dev.sluice.relay.channel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens streams. Everything happens on the event loop of the pull that asks. */
public interface Backend {
    /** Begins a GET; the handler is told how it goes, never before this returns. */
    Connection open(String url, Map<String, String> headers, Handler handler);

    /** One request and its answer. After {@link #close} its handler is told nothing more. */
    interface Connection {
        void pause();

        void resume();

        void close();
    }

    /** What happens to a request: a head, bytes, an end; or a failure at any time. */
    interface Handler {
        void onHead(Head head);

        void onBytes(byte[] bytes);

        /** The answer is complete, or the connection was cut. */
        void onEnd();

        /** No connection, no answer, or an address that must not be connected to. */
        void onFailure(String reason, boolean forbidden);
    }

    /**
     * The head of an answer.
     *
     * @param retryAfterSeconds -1 when it says none
     */
    record Head(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            long retryAfterSeconds) {}
}
