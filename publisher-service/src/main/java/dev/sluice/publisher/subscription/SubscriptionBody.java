package dev.sluice.publisher.subscription;

import dev.sluice.publisher.api.ApiEntity;
import dev.sluice.publisher.api.ApiInfo;
import dev.sluice.publisher.application.ApplicationEntity;

/** A subscription as the REST API shows it. */
record SubscriptionBody(
        String subscriptionId,
        String applicationId,
        String apiId,
        ApiInfo apiInfo,
        ApplicationInfo applicationInfo,
        String throttlingPolicy,
        String status) {
    record ApplicationInfo(String applicationId, String name, String throttlingPolicy, String owner) {}

    static SubscriptionBody of(SubscriptionEntity subscription, ApiEntity api, ApplicationEntity application) {
        return new SubscriptionBody(
                subscription.id().toString(),
                subscription.applicationId().toString(),
                subscription.apiId().toString(),
                ApiInfo.of(api),
                new ApplicationInfo(
                        application.id().toString(), application.name(), application.policy(), application.owner()),
                subscription.plan(),
                subscription.state().name());
    }
}
