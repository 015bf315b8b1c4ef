package dev.sluice.publisher.developer.subscription;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.publisher.developer.application.ApplicationInfo;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as the developer portal's REST API shows it.
 *
 * @param requestedThrottlingPolicy the plan that waits for the publisher; {@code null} = none beside the present one
 * @param streaming what WSO2 does not show; {@code null} = nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubscriptionBody(
        String subscriptionId,
        String applicationId,
        String apiId,
        SubscriptionApiBody apiInfo,
        ApplicationInfo applicationInfo,
        String throttlingPolicy,
        @Nullable String requestedThrottlingPolicy,
        String status,
        @Nullable Streaming streaming) {
    /** @param comment of the publisher on the last request */
    record Streaming(String comment) {}

    static SubscriptionBody of(SubscriptionDetails details) {
        SubscriptionEntity subscription = details.subscription();
        return new SubscriptionBody(
                subscription.id().toString(),
                subscription.applicationId().toString(),
                subscription.apiId().toString(),
                SubscriptionApiBody.of(details.api()),
                ApplicationInfo.of(details.application()),
                subscription.plan(),
                subscription.requestedPlan(),
                subscription.shownState(),
                subscription.comment().isEmpty() ? null : new Streaming(subscription.comment()));
    }
}
