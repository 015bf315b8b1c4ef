package dev.sluice.publisher.identity.signingkey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.publisher.signing.*}: the keys that sign access tokens. */
@ConfigMapping(prefix = "sluice.publisher.signing")
public interface SigningConfig {
    /** Age at which a key gets a successor. */
    @WithDefault("90d")
    Duration keyAge();

    /** How long a successor waits for gateways that do not say that they have it. */
    @WithDefault("60s")
    Duration announceFor();

    /** How long a key that signs no more is still good for checking: longer than any token lives. */
    @WithDefault("25h")
    Duration keepRetired();
}
