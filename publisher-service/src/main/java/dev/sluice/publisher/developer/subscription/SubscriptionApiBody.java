package dev.sluice.publisher.developer.subscription;

import dev.sluice.publisher.api.registry.ApiInfo;
import dev.sluice.publisher.api.version.ApiEntity;

/** An API as its subscriptions show it: the developer portal's {@code APIInfo}. */
record SubscriptionApiBody(
        String id,
        String name,
        String description,
        String context,
        String version,
        String type,
        String createdTime,
        String provider,
        String lifeCycleStatus) {
    static SubscriptionApiBody of(ApiEntity api) {
        ApiInfo info = ApiInfo.of(api);
        return new SubscriptionApiBody(
                info.id(),
                info.name(),
                info.description(),
                info.context(),
                info.version(),
                info.type(),
                info.createdTime(),
                info.provider(),
                info.lifeCycleStatus());
    }
}
