package dev.sluice.publisher.developer.subscription;

import dev.sluice.publisher.developer.application.ApplicationEntity;

/** A subscription as the publisher shows it: the contract's {@code Subscription}. */
record ApiSubscriptionBody(
        String subscriptionId, Subscriber applicationInfo, String throttlingPolicy, String subscriptionStatus) {
    /** {@code subscriber} is the owner of the application. */
    record Subscriber(String applicationId, String name, String subscriber, String description) {}

    static ApiSubscriptionBody of(ApiSubscriptions.Entry entry) {
        SubscriptionEntity subscription = entry.subscription();
        ApplicationEntity application = entry.application();
        return new ApiSubscriptionBody(
                subscription.id().toString(),
                new Subscriber(
                        application.id().toString(),
                        application.name(),
                        application.owner(),
                        application.description()),
                subscription.plan(),
                subscription.state().name());
    }
}
