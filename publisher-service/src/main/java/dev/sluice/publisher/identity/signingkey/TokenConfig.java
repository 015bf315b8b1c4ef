package dev.sluice.publisher.identity.signingkey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.publisher.token.*}: access tokens. */
@ConfigMapping(prefix = "sluice.publisher.token")
public interface TokenConfig {
    /** {@code iss} of every token. */
    @WithDefault("https://localhost:9443/oauth2/token")
    String issuer();

    /** How long a token is good; at most a day, so that retired keys are kept for longer. */
    @WithDefault("1h")
    Duration lifetime();
}
