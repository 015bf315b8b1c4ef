package dev.sluice.publisher.developer.subscription;

import dev.sluice.model.access.AccessRecord.SubscriptionState;
import java.util.Optional;
import java.util.UUID;

/**
 * A subscription waits, or has been decided on; fired in the transaction that does it.
 *
 * @param state that it is in now
 * @param plan that it is about
 * @param user who has done it
 */
public record SubscriptionNotice(
        Kind kind,
        UUID subscriptionId,
        UUID applicationId,
        UUID apiId,
        SubscriptionState state,
        String plan,
        String user) {
    /** What has become of it. */
    public enum Kind {
        BLOCKED,
        UNBLOCKED,
        ON_HOLD,
        APPROVED,
        REJECTED
    }

    /** Empty when there is nothing to say. */
    static Optional<SubscriptionNotice> of(SubscriptionChange change, SubscriptionEntity subscription, String user) {
        return switch (change) {
            case SubscriptionChange.Block _ -> Optional.of(of(Kind.BLOCKED, subscription, user));
            case SubscriptionChange.Unblock _ -> Optional.of(of(Kind.UNBLOCKED, subscription, user));
            case SubscriptionChange.ChangePlan _ -> Optional.empty();
            case SubscriptionChange.Approve _ -> Optional.of(of(Kind.APPROVED, subscription, user));
            case SubscriptionChange.Reject _ -> Optional.of(of(Kind.REJECTED, subscription, user));
        };
    }

    /** It waits, if it does. */
    static Optional<SubscriptionNotice> ifWaiting(SubscriptionEntity subscription, String user) {
        return Optional.ofNullable(subscription.waitingPlan())
                .map(plan -> new SubscriptionNotice(
                        Kind.ON_HOLD,
                        subscription.id(),
                        subscription.applicationId(),
                        subscription.apiId(),
                        subscription.state(),
                        plan,
                        user));
    }

    private static SubscriptionNotice of(Kind kind, SubscriptionEntity subscription, String user) {
        return new SubscriptionNotice(
                kind,
                subscription.id(),
                subscription.applicationId(),
                subscription.apiId(),
                subscription.state(),
                subscription.plan(),
                user);
    }
}
