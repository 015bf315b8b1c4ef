package dev.sluice.gateway.access;

import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
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
        boolean needsOne = api.auth().subscriptionlessPlan() == null;
        if (subscription.isEmpty()) {
            return needsOne
                    ? Optional.of(new AdmitResult.NotYet(
                            new AdmitResult.Forbidden("The application has no subscription to this API.")))
                    : Optional.empty();
        }
        SubscriptionState state = subscription.get().state();
        // One that is only asked for takes nothing away from an application that needs none.
        boolean isOnlyAskedFor = state == SubscriptionState.ON_HOLD || state == SubscriptionState.REJECTED;
        if (state.opens(keyType) || (isOnlyAskedFor && !needsOne)) {
            return Optional.empty();
        }
        return Optional.of(new AdmitResult.SubscriptionClosed(
                switch (state) {
                    case UNBLOCKED, BLOCKED, PROD_ONLY_BLOCKED -> Problem.SUBSCRIPTION_BLOCKED;
                    case ON_HOLD, REJECTED -> Problem.SUBSCRIPTION_INACTIVE;
                }));
    }
}
