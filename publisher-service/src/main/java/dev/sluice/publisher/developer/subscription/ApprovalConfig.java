package dev.sluice.publisher.developer.subscription;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code sluice.publisher.subscriptions.*}: what applies to APIs that do not say it themselves. */
@ConfigMapping(prefix = "sluice.publisher.subscriptions")
public interface ApprovalConfig {
    /** Whether new subscriptions and other plans wait for the API's publisher. */
    @WithDefault("false")
    boolean approval();
}
