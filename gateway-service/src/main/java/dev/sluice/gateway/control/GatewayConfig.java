package dev.sluice.gateway.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code sluice.gateway.environment}: what this gateway serves. */
@ConfigMapping(prefix = "sluice.gateway")
public interface GatewayConfig {
    /** The gateway environment whose deployments it serves. */
    @WithDefault("Default")
    String environment();
}
