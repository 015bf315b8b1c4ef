package dev.sluice.relay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A backend that is played by the test. */
final class FakeBackend implements Backend {
    final List<Connection> connections = new ArrayList<>();

    @Override
    public Stream open(Request request, Listener listener) {
        Connection connection = new Connection(request, listener);
        connections.add(connection);
        return connection;
    }

    /** The last connection; fails if it is not open. */
    Connection open() {
        assertThat(connections).isNotEmpty();
        Connection last = connections.getLast();
        assertThat(last.isClosed).as("the last connection is closed").isFalse();
        return last;
    }

    /** One request, and the answer that the test gives. */
    static final class Connection implements Stream {
        final Request request;
        private final Listener listener;
        boolean isPaused;
        boolean isClosed;

        Connection(Request request, Listener listener) {
            this.request = request;
            this.listener = listener;
        }

        @Nullable
        String lastEventId() {
            return request.headers().get("Last-Event-ID");
        }

        Connection stream() {
            return answer(200, "text/event-stream");
        }

        Connection answer(int status, @Nullable String contentType) {
            return answer(new Head(status, contentType, null, null, null));
        }

        Connection answer(Head head) {
            listener.onHead(head);
            return this;
        }

        /** Sends this text with | for LF. */
        Connection send(String text) {
            listener.onBytes(ByteBuffer.wrap(text.replace('|', '\n').getBytes(StandardCharsets.UTF_8)));
            return this;
        }

        void end() {
            listener.onEnd();
        }

        void fail(boolean isRefusal, String reason) {
            listener.onFailure(new Failure(isRefusal, reason));
        }

        @Override
        public void pause() {
            isPaused = true;
        }

        @Override
        public void resume() {
            isPaused = false;
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
