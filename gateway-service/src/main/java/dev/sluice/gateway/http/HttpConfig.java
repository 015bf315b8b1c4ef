package dev.sluice.gateway.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code sluice.gateway.http.*}: where the data plane listens. */
@ConfigMapping(prefix = "sluice.gateway.http")
public interface HttpConfig {
    /** The address that it binds. */
    @WithDefault("0.0.0.0")
    String host();

    /** Plain HTTP/1.1; 0 = any free one. */
    @WithDefault("8280")
    int port();

    /** Event loops, each a thread; 0 = one for each core. */
    @WithDefault("0")
    int eventLoops();
}
