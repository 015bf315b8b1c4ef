package dev.sluice.publisher.developer.subscription;

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
    static SubscriptionBody of(SubscriptionDetails details) {
        SubscriptionEntity subscription = details.subscription();
        return new SubscriptionBody(
                subscription.id().toString(),
                subscription.applicationId().toString(),
                subscription.apiId().toString(),
                SubscriptionApiBody.of(details.api()),
                ApplicationInfo.of(details.application()),
                subscription.plan(),
                subscription.state().name());
    }
}
