package dev.sluice.relay.backend;

import dev.sluice.relay.channel.PullSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.relay.backend.*}: connections to backends. */
@ConfigMapping(prefix = "sluice.relay.backend")
public interface PullConfig {
    /** The first wait before a reconnect is between nothing and this. */
    @WithDefault("1s")
    Duration minBackOff();

    /** The longest wait before a reconnect. */
    @WithDefault("30s")
    Duration maxBackOff();

    /** No byte for so long, or for three times the longest silence seen, and the connection is given up. */
    @WithDefault("60s")
    Duration minSilence();

    /** For the connection to be there. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** For the head of the answer. */
    @WithDefault("30s")
    Duration headTimeout();

    default PullSettings settings() {
        return new PullSettings(minBackOff(), maxBackOff(), minSilence());
    }
}
