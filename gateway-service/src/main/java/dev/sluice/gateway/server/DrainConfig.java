package dev.sluice.gateway.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.gateway.drain.*}: how this node leaves when its process is asked to end. */
@ConfigMapping(prefix = "sluice.gateway.drain")
public interface DrainConfig {
    /** It is not ready any more, and still takes connections: for balancers to see it; 0s..5m. */
    @WithDefault("5s")
    Duration notice();

    /** Streams that are ended in a second, more when the window asks for it; at least 1. */
    @WithDefault("1000")
    int streamsPerSecond();

    /** Within it all streams are ended; 1s..10m. */
    @WithDefault("30s")
    Duration window();
}
