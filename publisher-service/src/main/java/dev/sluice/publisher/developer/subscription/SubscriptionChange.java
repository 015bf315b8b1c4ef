package dev.sluice.publisher.developer.subscription;

import dev.sluice.model.access.AccessRecord.SubscriptionState;

/** What a publisher does with a subscription. */
sealed interface SubscriptionChange {
    /** @param state {@code BLOCKED} or {@code PROD_ONLY_BLOCKED} */
    record Block(SubscriptionState state) implements SubscriptionChange {}

    record Unblock() implements SubscriptionChange {}

    /** Another plan, at once; a plan that waits is forgotten. */
    record ChangePlan(String plan) implements SubscriptionChange {}

    /**
     * Lets in what waits.
     *
     * @param plan that the publisher has seen; empty = whichever waits
     */
    record Approve(String plan, String comment) implements SubscriptionChange {}

    record Reject(String comment) implements SubscriptionChange {}
}
