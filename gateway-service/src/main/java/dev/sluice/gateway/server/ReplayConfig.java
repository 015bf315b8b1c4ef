package dev.sluice.gateway.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code sluice.gateway.replay.*}: how fast clients that are behind the ring are sent what they missed, in bytes sent. */
@ConfigMapping(prefix = "sluice.gateway.replay")
public interface ReplayConfig {
    /** All clients together, about; 0 = no bound. */
    @WithDefault("536870912")
    long bytesPerSecond();

    /** One client; 0 = no bound. */
    @WithDefault("134217728")
    long bytesPerSecondPerClient();
}
