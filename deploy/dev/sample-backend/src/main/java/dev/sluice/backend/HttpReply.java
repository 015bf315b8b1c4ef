package dev.sluice.backend;

import java.io.IOException;
import java.util.Map;

/** What a request gets: an answer of known length, or a stream. */
sealed interface HttpReply {
    record Answer(int status, Map<String, String> headers, String body) implements HttpReply {
        public Answer {
            headers = Map.copyOf(headers);
        }

        boolean hasBody() {
            return status >= 200 && status != 204 && status != 304;
        }
    }

    record Stream(PathStats stats, Body body) implements HttpReply {}

    /** Writes a stream; it ends in good order when this returns, and breaks off when the body breaks the connection. */
    @FunctionalInterface
    interface Body {
        void writeTo(StreamConnection connection) throws IOException;
    }

    static Answer text(int status, String text) {
        return new Answer(status, Map.of("Content-Type", "text/plain; charset=utf-8"), text + "\n");
    }

    static Answer json(String json) {
        return new Answer(200, Map.of("Content-Type", "application/json"), json + "\n");
    }
}
