package dev.sluice.publisher.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.publisher.usage.*}: how long usage is kept, and how long a report of it may take. */
@ConfigMapping(prefix = "sluice.publisher.usage")
public interface UsageConfig {
    /**
     * How long it is kept by the minute; reports of minutes that are older are passed over. Longer than Kafka keeps them, so that
     * what has waited there counts.
     */
    @WithDefault("8d")
    Duration keepMinutes();

    /** How long it is kept by the hour. */
    @WithDefault("60d")
    Duration keepHours();

    /** How long it is kept by the day. */
    @WithDefault("730d")
    Duration keepDays();

    /** How long the database may work on a report; 1 s to 60 s. */
    @WithDefault("10s")
    Duration reportTimeout();
}
