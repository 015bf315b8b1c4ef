package dev.sluice.publisher.identity.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.publisher.session.*}: tokens for the REST APIs. */
@ConfigMapping(prefix = "sluice.publisher.session")
public interface SessionConfig {
    /** How long an access token is good; at least a second. */
    @WithDefault("1h")
    Duration accessLifetime();

    /** How long a refresh token is good, from each refresh anew; not shorter than an access token. */
    @WithDefault("24h")
    Duration refreshLifetime();
}
