package dev.sluice.publisher.delivery.environment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** {@code sluice.publisher.environment.*}: the gateway environment that revisions are deployed to. */
@ConfigMapping(prefix = "sluice.publisher.environment")
public interface EnvironmentConfig {
    /** As its gateways are configured: {@code sluice.gateway.environment}. */
    @WithDefault("Default")
    String name();

    /** Host names that its gateways answer to. */
    @WithDefault("localhost")
    List<String> vhosts();

    /** Where clients reach it by plain HTTP; shown to developers. */
    @WithDefault("8280")
    int httpPort();

    /** Where clients reach it by HTTPS; shown to developers. */
    @WithDefault("8243")
    int httpsPort();
}
