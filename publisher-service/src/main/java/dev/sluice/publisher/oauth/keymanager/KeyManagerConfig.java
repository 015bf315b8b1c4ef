package dev.sluice.publisher.oauth.keymanager;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.publisher.key-managers.*}. */
@ConfigMapping(prefix = "sluice.publisher.key-managers")
public interface KeyManagerConfig {
    /** How often the keys of each provider are fetched, if they have a URL; at least 10 s. */
    @WithDefault("5m")
    Duration refreshEvery();

    /** Keys that have not been fetched anew for so long count no more; at least twice {@link #refreshEvery}, at most 30 days. */
    @WithDefault("24h")
    Duration maxAge();
}
