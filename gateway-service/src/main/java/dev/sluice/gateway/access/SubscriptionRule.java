package dev.sluice.gateway.access;

import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.problem.Problem;
import java.util.Optional;

/** What a subscription opens, and what a client is told where it does not. */
final class SubscriptionRule {
    private SubscriptionRule() {}

    /** @param subscription of the application to the API; empty = there is none, and the API may need none */
    static Optional<AdmitResult> refusal(
            ApiRecord api, Optional<AccessRecord.Subscription> subscription, KeyType keyType) {
        if (subscription.isEmpty()) {
            return api.auth().subscriptionlessPlan() == null
                    ? Optional.of(new AdmitResult.Forbidden("The application has no subscription to this API."))
                    : Optional.empty();
        }
        if (subscription.get().state().opens(keyType)) {
            return Optional.empty();
        }
        return Optional.of(new AdmitResult.SubscriptionClosed(
                switch (subscription.get().state()) {
                    case UNBLOCKED, BLOCKED, PROD_ONLY_BLOCKED -> Problem.SUBSCRIPTION_BLOCKED;
                    case ON_HOLD, REJECTED -> Problem.SUBSCRIPTION_INACTIVE;
                }));
    }
}
