package dev.sluice.publisher.developer.subscription;

import dev.sluice.publisher.web.problem.Fields;
import java.util.List;

/**
 * One change for many subscriptions, out of a body.
 *
 * @param ids each once
 */
record ManyReader(List<String> ids, SubscriptionChange change) {
    static final int MAX_SUBSCRIPTIONS = 500;
    private static final int MAX_ID = 64;
    private static final int MAX_PLAN = 64;
    private static final int MAX_COMMENT = 512;

    /** By the names of the routes for one. */
    private enum Action {
        BLOCK,
        UNBLOCK,
        CHANGE_PLAN,
        APPROVE,
        REJECT
    }

    /** What is wrong is noted in the body. */
    static ManyReader read(Fields body) {
        Action action = body.choice("action", Action.class, Action::name).orElse(Action.UNBLOCK);
        body.required("action", MAX_ID);
        List<String> ids = body.texts("subscriptionIds", List.of(), MAX_SUBSCRIPTIONS, MAX_ID);
        if (ids.isEmpty()) {
            body.wrong("subscriptionIds", "must be a list of 1 to " + MAX_SUBSCRIPTIONS + " ids");
        }
        SubscriptionChange change = switch (action) {
            case BLOCK ->
                new SubscriptionChange.Block(body.choice("blockState", BlockState.class, BlockState::name)
                        .orElse(BlockState.BLOCKED)
                        .state());
            case UNBLOCK -> new SubscriptionChange.Unblock();
            case CHANGE_PLAN -> new SubscriptionChange.ChangePlan(body.required("businessPlan", MAX_PLAN));
            case APPROVE -> new SubscriptionChange.Approve("", body.text("comment", "", MAX_COMMENT));
            case REJECT -> new SubscriptionChange.Reject(body.text("comment", "", MAX_COMMENT));
        };
        return new ManyReader(ids.stream().distinct().toList(), change);
    }
}
