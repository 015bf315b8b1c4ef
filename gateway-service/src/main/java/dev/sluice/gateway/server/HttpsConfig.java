package dev.sluice.gateway.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code sluice.gateway.https.*}: where the data plane listens with TLS, if it has a certificate. */
@ConfigMapping(prefix = "sluice.gateway.https")
public interface HttpsConfig {
    /** HTTP/1.1 over TLS, on the address of {@code sluice.gateway.http.host}; 0 = any free one. */
    @WithDefault("8243")
    int port();
}
