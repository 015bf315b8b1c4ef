package dev.sluice.definition.document;

import java.time.Duration;

/**
 * What a document may cost. Beyond a limit it is refused, not cut.
 *
 * @param maxBytes of its text; judged before anything is parsed
 * @param maxNodes of its tree, aliases expanded
 * @param maxDepth of its tree, aliases expanded; at most {@value #HIGHEST_DEPTH}
 * @param maxAliases YAML aliases of lists and maps
 * @param maxSteps of the work on it
 * @param deadline of the work on it
 */
public record DocumentLimits(
        int maxBytes, int maxNodes, int maxDepth, int maxAliases, long maxSteps, Duration deadline) {
    public static final DocumentLimits DEFAULT =
            new DocumentLimits(2 << 20, 250_000, 64, 50, 20_000_000, Duration.ofSeconds(10));

    /** The tree is walked by recursion. */
    private static final int HIGHEST_DEPTH = 200;

    public DocumentLimits {
        boolean positive = maxBytes > 0 && maxNodes > 0 && maxDepth > 0 && maxSteps > 0 && deadline.isPositive();
        if (!positive || maxAliases < 0 || maxDepth > HIGHEST_DEPTH) {
            throw new IllegalArgumentException(
                    "limits of documents must be positive, and the depth at most " + HIGHEST_DEPTH);
        }
    }

    /** Work that starts now. */
    public Work work() {
        return new Work(maxSteps, deadline, System::nanoTime);
    }
}
