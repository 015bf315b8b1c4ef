package dev.sluice.service.node;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.node.*}: which node this is. */
@ConfigMapping(prefix = "sluice.node")
public interface NodeConfig {
    /** Stable over restarts, 1 to 64 of {@code A-Z a-z 0-9 . _ -}; no two running nodes of a kind share one. */
    String id();

    /** How often it reports that it lives, 500ms..5s: a node that is not heard of for 15 s counts as dead. */
    @WithDefault("5s")
    Duration beat();
}
