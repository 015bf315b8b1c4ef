package dev.sluice.gateway.stream;

import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.Acceptance;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Reads what the ring no longer holds, in chunks, each on request. Thread safe. */
public interface ReplaySource {
    /** Requests the next chunk; the result comes on the requester's event loop. */
    void request(Request request);

    /**
     * A request for the next chunk of one client.
     *
     * @param acceptance of this client, carried from chunk to chunk; it belongs to the reader until the result
     * @param from the first offset it has not seen
     * @param notBefore when it may be served, so that the client is sent no more than its share; {@link System#nanoTime}
     * @param credit bytes after which the chunk ends
     * @param loop where the result is given
     */
    record Request(
            Feed feed,
            String channel,
            Acceptance acceptance,
            long from,
            long notBefore,
            int credit,
            Executor loop,
            Requester requester) {
        /** Returns whether it may be served at this time. */
        public boolean isDue(long nanos) {
            return nanos - notBefore >= 0;
        }
    }

    /** Receives the result. Its methods are called on the requester's event loop, exactly one of them, once. */
    interface Requester {
        /** Returns what the client's open stream comes by; {@code null} = none is open yet. Any thread. */
        @Nullable
        StreamProtocol protocol();

        /** The next frames, one reference each for the requester, and the offset of the next request. */
        void onChunk(Request request, List<Frame> frames, long next);

        /** Retention has cut the log: it begins at {@code logStart} now. */
        void onCut(Request request, long logStart);

        /** The log cannot be read now. */
        void onUnreadable(Request request);
    }
}
