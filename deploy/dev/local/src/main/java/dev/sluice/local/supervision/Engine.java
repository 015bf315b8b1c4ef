package dev.sluice.local.supervision;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A server whose start and stop block. {@link #start}, {@link #ended} and {@link #stop} are called on one thread, in this
 * order; the others on any.
 */
public interface Engine {

    /** Returns when it serves. */
    void start() throws IOException;

    /** Completes when it ends after a start, whether it was asked to or not, with the words for how. */
    CompletableFuture<String> ended();

    /** Returns when it has ended; bounded. */
    void stop() throws IOException;

    /** Ends it now, if it has a process of its own. */
    void kill();

    /** Its process, or {@code null} while there is none. */
    @Nullable
    Long pid();
}
