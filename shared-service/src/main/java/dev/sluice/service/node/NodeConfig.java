package dev.sluice.service.node;

import io.smallrye.config.ConfigMapping;

/** {@code sluice.node.*}: which node this is. */
@ConfigMapping(prefix = "sluice.node")
public interface NodeConfig {
    /** Stable over restarts, 1 to 64 of {@code A-Z a-z 0-9 . _ -}; no two running nodes of a kind share one. */
    String id();
}
