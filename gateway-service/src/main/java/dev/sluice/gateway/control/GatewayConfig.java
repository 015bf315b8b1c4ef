package dev.sluice.gateway.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** {@code sluice.gateway.*}: what this gateway serves, and to which portal. */
@ConfigMapping(prefix = "sluice.gateway")
public interface GatewayConfig {
    /** The gateway environment whose deployments it serves. */
    @WithDefault("Default")
    String environment();

    /**
     * Origins of the portal, such as {@code https://portal.example.org}: its pages may use every API from a browser, whatever
     * the API's own cross-origin rules are.
     */
    Optional<List<String>> portalOrigins();
}
