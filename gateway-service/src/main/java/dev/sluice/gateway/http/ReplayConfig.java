package dev.sluice.gateway.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code sluice.gateway.replay.*}: how fast clients that are behind the ring are sent what they missed. */
@ConfigMapping(prefix = "sluice.gateway.replay")
public interface ReplayConfig {
    /** All clients together, about; 0 = no bound. */
    @WithDefault("268435456")
    long bytesPerSecond();

    /** One client; 0 = no bound. */
    @WithDefault("33554432")
    long bytesPerSecondPerClient();
}
