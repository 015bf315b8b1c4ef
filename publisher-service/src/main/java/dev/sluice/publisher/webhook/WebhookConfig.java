package dev.sluice.publisher.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code sluice.publisher.webhook.*}: what webhooks are told. */
@ConfigMapping(prefix = "sluice.publisher.webhook")
public interface WebhookConfig {
    /** How long nothing is had of a backend until that is told. */
    @WithDefault("5m")
    Duration backendDownAfter();
}
