package dev.sluice.gateway.stream;

import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.Acceptance;
import java.util.List;
import java.util.concurrent.Executor;

/** Reads what the ring no longer holds, in chunks. Nothing is read for a client that does not ask. Thread safe. */
public interface ReplaySource {
    /** Asks for the next chunk; the answer comes on the asker's event loop. */
    void ask(Request request);

    /**
     * What a client wants next.
     *
     * @param acceptance of this client, carried from chunk to chunk; it belongs to the reader until the answer
     * @param from the first offset it has not seen
     * @param notBefore when it may be answered, so that it is sent no more than its share; {@link System#nanoTime}
     * @param credit bytes after which the chunk ends
     * @param loop where the answer is given
     */
    record Request(
            Feed feed,
            String channel,
            Acceptance acceptance,
            long from,
            long notBefore,
            int credit,
            Executor loop,
            Asker asker) {
        /** Whether it may be answered at this time. */
        public boolean isDue(long nanos) {
            return nanos - notBefore >= 0;
        }
    }

    /** Who asks. Its methods are called on the asker's event loop, exactly one of them, once. */
    interface Asker {
        /** The next frames, one reference each for the asker, and the offset from which to ask again. */
        void onChunk(Request request, List<Frame> frames, long next);

        /** Retention has cut the log: it begins at {@code logStart} now. */
        void onCut(Request request, long logStart);

        /** The log cannot be read now. */
        void onUnreadable(Request request);
    }
}
