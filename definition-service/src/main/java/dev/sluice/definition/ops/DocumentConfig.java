package dev.sluice.definition.ops;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.definition.document.*}: what a document that is read may cost. */
@ConfigMapping(prefix = "sluice.definition.document")
public interface DocumentConfig {
    /** Bytes of its text, judged before anything is parsed; at most 3 MiB. */
    @WithDefault("2097152")
    int maxBytes();

    /** Values in its tree, YAML aliases expanded. */
    @WithDefault("250000")
    int maxNodes();

    /** Levels of its tree, YAML aliases expanded; at most 200. */
    @WithDefault("64")
    int maxDepth();

    /** YAML aliases of lists and maps. */
    @WithDefault("50")
    int maxAliases();

    /** Steps of the work on it, such as a reference followed or a keyword of a schema checked. */
    @WithDefault("20000000")
    long maxSteps();

    /** Of the work on it; what is not done then is given up. */
    @WithDefault("10s")
    Duration deadline();
}
