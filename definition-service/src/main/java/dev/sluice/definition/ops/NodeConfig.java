package dev.sluice.definition.ops;

import io.smallrye.config.ConfigMapping;

/** {@code sluice.node.*}: which node this is. */
@ConfigMapping(prefix = "sluice.node")
public interface NodeConfig {
    /** Stable across restarts, different from all others: {@code definition-1}. */
    String id();
}
