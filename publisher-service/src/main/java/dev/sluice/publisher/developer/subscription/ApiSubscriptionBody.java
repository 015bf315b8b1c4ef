package dev.sluice.publisher.developer.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.developer.application.ApplicationEntity;
import org.jspecify.annotations.Nullable;

/** A subscription as the publisher shows it: the contract's {@code Subscription}. */
record ApiSubscriptionBody(
        String subscriptionId,
        Subscriber applicationInfo,
        String throttlingPolicy,
        String subscriptionStatus,
        Streaming streaming) {
    /** {@code subscriber} is the owner of the application. */
    record Subscriber(String applicationId, String name, String subscriber, String description) {}

    /**
     * What WSO2 does not show.
     *
     * @param requestedThrottlingPolicy the plan that waits; {@code null} = none beside the present one
     * @param comment of the publisher on the last request
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Streaming(
            String apiId,
            String apiName,
            String apiVersion,
            String createdTime,
            @Nullable String requestedThrottlingPolicy,
            @Nullable String comment) {}

    static ApiSubscriptionBody of(SubscriptionDetails details) {
        SubscriptionEntity subscription = details.subscription();
        ApplicationEntity application = details.application();
        ApiEntity api = details.api();
        return new ApiSubscriptionBody(
                subscription.id().toString(),
                new Subscriber(
                        application.id().toString(),
                        application.name(),
                        application.owner(),
                        application.description()),
                subscription.plan(),
                subscription.shownState(),
                new Streaming(
                        api.id().toString(),
                        api.name(),
                        api.version(),
                        subscription.createdAt().toString(),
                        subscription.requestedPlan(),
                        subscription.comment().isEmpty() ? null : subscription.comment()));
    }
}
