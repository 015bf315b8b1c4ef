package dev.sluice.gateway.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code sluice.gateway.ring.*}: what is kept of the newest events in memory. */
@ConfigMapping(prefix = "sluice.gateway.ring")
public interface RingConfig {
    /** Bytes of encoded events kept of each feed in use; 0 = none, who is behind reads from Kafka. */
    @WithDefault("16777216")
    long bytesPerFeed();
}
