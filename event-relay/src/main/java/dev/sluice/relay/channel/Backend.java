package dev.sluice.relay.channel;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The way to backends. Everything happens on the event loop of the pull. */
public interface Backend {
    /** Asks for a stream. The listener is never called from within this call. */
    Stream open(Request request, Listener listener);

    /**
     * A GET.
     *
     * @param url http or https, with a host, without user information or fragment
     * @param headers each character of a value is one byte; their values are never printed
     */
    record Request(URI url, Map<String, String> headers) {
        @Override
        public String toString() {
            return "Request[" + url + ", " + headers.keySet() + ']';
        }
    }

    /** A request under way and its answer. */
    interface Stream {
        /** Stops reading; what has been read already may still come. */
        void pause();

        void resume();

        /** Ends it at once; the listener hears no more. */
        void close();
    }

    /** Hears one head and then bytes; at last one end or one failure, unless the stream has been closed. */
    interface Listener {
        void onHead(Head head);

        /** These bytes may be read during the call only. */
        void onBytes(ByteBuffer bytes);

        /** The backend has ended its answer in an orderly way. */
        void onEnd();

        void onFailure(Failure failure);
    }

    /** What an answer begins with, as far as it matters; header values as they came. */
    record Head(
            int status,
            @Nullable String contentType,
            @Nullable String contentEncoding,
            @Nullable String location,
            @Nullable String retryAfter) {}

    /**
     * Why there is no answer, or no more of it.
     *
     * @param isRefusal whether it is ours, for the address may not be connected to, or that of the source of the
     *     credentials: to try again soon is of no use
     * @param reason in plain words, without addresses of our network
     */
    record Failure(boolean isRefusal, String reason) {}
}
