package dev.sluice.local.supervision;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One start of a part, until it exits. */
public interface RunningPart {

    /** The process, or {@code null} as long as it is only being prepared. */
    @Nullable
    Long pid();

    /** Completes when it serves; never if it exits before. */
    CompletableFuture<Void> ready();

    /** Completes, never exceptionally, with the words for how it ended: {@code exit code 1}, {@code signal 9}. */
    CompletableFuture<String> exited();

    /** Asks it to stop and returns at once. */
    void stop();

    /** Ends it at once, as far as that is possible without ending this JVM. */
    void kill();
}
