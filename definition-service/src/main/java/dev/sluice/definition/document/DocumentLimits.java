package dev.sluice.definition.document;

/**
 * What a document may cost. Beyond a limit it is refused, not cut.
 *
 * @param maxBytes of its text; judged before anything is parsed
 * @param maxNodes of its tree, aliases expanded
 * @param maxDepth of its tree, aliases expanded; at most {@value #HIGHEST_DEPTH}
 * @param maxAliases YAML aliases of lists and maps
 */
public record DocumentLimits(int maxBytes, int maxNodes, int maxDepth, int maxAliases) {
    public static final DocumentLimits DEFAULT = new DocumentLimits(1 << 20, 100_000, 64, 50);

    /** The tree is walked by recursion. */
    private static final int HIGHEST_DEPTH = 200;

    public DocumentLimits {
        if (maxBytes < 1 || maxNodes < 1 || maxAliases < 0 || maxDepth < 1 || maxDepth > HIGHEST_DEPTH) {
            throw new IllegalArgumentException(
                    "limits of documents must be positive, and the depth at most " + HIGHEST_DEPTH);
        }
    }
}
