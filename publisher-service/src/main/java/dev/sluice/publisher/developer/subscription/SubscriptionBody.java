package dev.sluice.publisher.developer.subscription;

import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.developer.application.ApplicationEntity;
import dev.sluice.publisher.developer.application.ApplicationInfo;

/** A subscription as the REST API shows it. */
record SubscriptionBody(
        String subscriptionId,
        String applicationId,
        String apiId,
        SubscriptionApiBody apiInfo,
        ApplicationInfo applicationInfo,
        String throttlingPolicy,
        String status) {
    static SubscriptionBody of(SubscriptionEntity subscription, ApiEntity api, ApplicationEntity application) {
        return new SubscriptionBody(
                subscription.id().toString(),
                subscription.applicationId().toString(),
                subscription.apiId().toString(),
                SubscriptionApiBody.of(api),
                ApplicationInfo.of(application),
                subscription.plan(),
                subscription.state().name());
    }
}
