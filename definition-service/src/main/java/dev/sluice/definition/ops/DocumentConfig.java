package dev.sluice.definition.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code sluice.definition.document.*}: what a document that is read may cost. */
@ConfigMapping(prefix = "sluice.definition.document")
public interface DocumentConfig {
    /** Bytes of its text, judged before anything is parsed; at most 3 MiB. */
    @WithDefault("1048576")
    int maxBytes();

    /** Values in its tree, YAML aliases expanded. */
    @WithDefault("100000")
    int maxNodes();

    /** Levels of its tree, YAML aliases expanded; at most 200. */
    @WithDefault("64")
    int maxDepth();

    /** YAML aliases of lists and maps. */
    @WithDefault("50")
    int maxAliases();
}
