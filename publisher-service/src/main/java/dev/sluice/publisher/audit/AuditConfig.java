package dev.sluice.publisher.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.publisher.audit.*}: who changed what. */
@ConfigMapping(prefix = "sluice.publisher.audit")
public interface AuditConfig {
    /** How long an entry is kept; at least 30 days, which is what the database keeps in any case. */
    @WithDefault("400d")
    Duration retention();
}
