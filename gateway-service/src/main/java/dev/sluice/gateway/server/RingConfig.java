package dev.sluice.gateway.server;

import dev.sluice.gateway.stream.RingLimits;
import io.netty.util.internal.PlatformDependent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.gateway.ring.*}: what is kept of the newest events in memory. */
@ConfigMapping(prefix = "sluice.gateway.ring")
public interface RingConfig {
    /** Bytes of encoded events kept of each feed in use; 0 = none, clients that are behind read from Kafka. */
    @WithDefault("16777216")
    long bytesPerFeed();

    /** The same for all feeds together; never more than half of the direct memory that the JVM may have. */
    @WithDefault("268435456")
    long bytes();

    /** How long an event is kept at most. */
    @WithDefault("10m")
    Duration maxAge();

    default RingLimits limits() {
        long most = PlatformDependent.maxDirectMemory() / 2;
        return new RingLimits(bytesPerFeed(), Math.min(bytes(), most), maxAge().toMillis());
    }
}
