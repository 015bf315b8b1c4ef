package dev.sluice.publisher.identity.portal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.publisher.portal.*}: sessions of browsers. */
@ConfigMapping(prefix = "sluice.publisher.portal")
public interface PortalConfig {
    /** A session that is not used for so long is over; at least a second. */
    @WithDefault("30m")
    Duration idleTimeout();

    /** A session is over so long after the sign-in, used or not; not shorter than the idle time. */
    @WithDefault("12h")
    Duration sessionLifetime();
}
