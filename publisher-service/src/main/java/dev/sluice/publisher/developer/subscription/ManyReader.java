package dev.sluice.publisher.developer.subscription;

import dev.sluice.publisher.web.problem.Fields;
import java.util.List;

/** One change for many subscriptions, out of a body. */
record ManyReader(List<Asked> asked) {
    static final int MAX_SUBSCRIPTIONS = 500;
    private static final int MAX_ID = 64;
    private static final int MAX_PLAN = 64;
    private static final int MAX_COMMENT = 512;

    /** The change of one of them, each once. */
    record Asked(String id, SubscriptionChange change) {}

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
        List<Asked> asked = switch (action) {
            case BLOCK ->
                alike(
                        body,
                        new SubscriptionChange.Block(body.choice("blockState", BlockState.class, BlockState::name)
                                .orElse(BlockState.BLOCKED)
                                .state()));
            case UNBLOCK -> alike(body, new SubscriptionChange.Unblock());
            case CHANGE_PLAN -> alike(body, new SubscriptionChange.ChangePlan(body.required("businessPlan", MAX_PLAN)));
            case APPROVE -> approvals(body);
            case REJECT -> alike(body, new SubscriptionChange.Reject(body.text("comment", "", MAX_COMMENT)));
        };
        return new ManyReader(asked.stream().distinct().toList());
    }

    private static List<Asked> alike(Fields body, SubscriptionChange change) {
        List<String> ids = body.texts("subscriptionIds", List.of(), MAX_SUBSCRIPTIONS, MAX_ID);
        if (ids.isEmpty()) {
            body.wrong("subscriptionIds", "must be a list of 1 to " + MAX_SUBSCRIPTIONS + " ids");
        }
        return ids.stream().map(id -> new Asked(id, change)).toList();
    }

    /** Each names the plan that is approved: a developer may ask for another one until the request is here. */
    private static List<Asked> approvals(Fields body) {
        String comment = body.text("comment", "", MAX_COMMENT);
        List<Fields> subscriptions = body.objects("subscriptions", MAX_SUBSCRIPTIONS);
        if (subscriptions.isEmpty()) {
            body.wrong(
                    "subscriptions",
                    "must be a list of 1 to " + MAX_SUBSCRIPTIONS
                            + " {subscriptionId, businessPlan}: each with the plan that waits");
        }
        return subscriptions.stream().map(one -> approval(one, comment)).toList();
    }

    private static Asked approval(Fields one, String comment) {
        return new Asked(
                one.required("subscriptionId", MAX_ID),
                new SubscriptionChange.Approve(one.required("businessPlan", MAX_PLAN), comment));
    }
}
