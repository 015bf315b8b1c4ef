package dev.sluice.gateway.http;

import dev.sluice.gateway.stream.RingLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.gateway.ring.*}: what is kept of the newest events in memory. */
@ConfigMapping(prefix = "sluice.gateway.ring")
public interface RingConfig {
    /** Bytes of encoded events kept of each feed in use; 0 = none, who is behind reads from Kafka. */
    @WithDefault("16777216")
    long bytesPerFeed();

    /** The same for all feeds together. */
    @WithDefault("268435456")
    long bytes();

    /** How long an event is kept at most. */
    @WithDefault("10m")
    Duration maxAge();

    default RingLimits limits() {
        return new RingLimits(bytesPerFeed(), bytes(), maxAge().toMillis());
    }
}
