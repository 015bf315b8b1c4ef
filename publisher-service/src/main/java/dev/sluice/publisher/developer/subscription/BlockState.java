package dev.sluice.publisher.developer.subscription;

import dev.sluice.model.access.AccessRecord.SubscriptionState;

/** What a subscription is blocked for: all keys, or those of production. */
enum BlockState {
    BLOCKED(SubscriptionState.BLOCKED),
    PROD_ONLY_BLOCKED(SubscriptionState.PROD_ONLY_BLOCKED);

    private final SubscriptionState state;

    BlockState(SubscriptionState state) {
        this.state = state;
    }

    SubscriptionState state() {
        return state;
    }
}
