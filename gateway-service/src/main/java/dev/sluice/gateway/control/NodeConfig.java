package dev.sluice.gateway.control;

import io.smallrye.config.ConfigMapping;

/** {@code sluice.node.*}: which node this is. */
@ConfigMapping(prefix = "sluice.node")
public interface NodeConfig {
    /** Stable over restarts, 1 to 64 of {@code A-Z a-z 0-9 . _ -}; no two running gateways share one. */
    String id();
}
