package dev.sluice.publisher.developer.subscription;

import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import java.util.Collection;
import java.util.Optional;

/**
 * How a publisher's changes move a subscription from state to state. What is asked for a second time is done already; a
 * request that waits is neither blocked nor opened but decided.
 */
final class SubscriptionMoves {
    private final SubscriptionEntity subscription;
    private final Collection<String> plans;

    /** @param plans that the API is offered under */
    SubscriptionMoves(SubscriptionEntity subscription, Collection<String> plans) {
        this.subscription = subscription;
        this.plans = plans;
    }

    /** Makes the change; returns why not, if it is none of this state, and then nothing has changed. */
    Optional<Refusal> make(SubscriptionChange change) {
        return switch (change) {
            case SubscriptionChange.Block(SubscriptionState state) -> setState(state);
            case SubscriptionChange.Unblock _ -> setState(SubscriptionState.UNBLOCKED);
            case SubscriptionChange.ChangePlan(String plan) -> changePlan(plan);
            case SubscriptionChange.Approve(String plan, String comment) -> approve(plan, comment);
            case SubscriptionChange.Reject(String comment) -> reject(comment);
        };
    }

    private Optional<Refusal> setState(SubscriptionState state) {
        return switch (subscription.state()) {
            case UNBLOCKED, BLOCKED, PROD_ONLY_BLOCKED -> {
                subscription.setState(state);
                yield Optional.empty();
            }
            case ON_HOLD -> conflict("It waits for approval: approve or reject it.");
            case REJECTED -> conflict("It was rejected; the developer may ask again.");
        };
    }

    private Optional<Refusal> changePlan(String plan) {
        if (subscription.state() == SubscriptionState.REJECTED) {
            return conflict("It was rejected; the developer may ask again.");
        }
        if (!plans.contains(plan)) {
            return notOffered(plan);
        }
        subscription.setPlan(plan);
        return Optional.empty();
    }

    private Optional<Refusal> approve(String seen, String comment) {
        String waiting = subscription.waitingPlan();
        if (waiting == null) {
            return subscription.state() == SubscriptionState.UNBLOCKED
                            && (seen.isEmpty() || seen.equals(subscription.plan()))
                    ? Optional.empty()
                    : conflict("Nothing waits for approval; it is " + subscription.state() + " under "
                            + subscription.plan() + '.');
        }
        if (!seen.isEmpty() && !seen.equals(waiting)) {
            return conflict("Another plan waits now: " + waiting + '.');
        }
        if (!plans.contains(waiting)) {
            return notOffered(waiting);
        }
        subscription.approve(comment);
        return Optional.empty();
    }

    private Optional<Refusal> reject(String comment) {
        if (subscription.waitingPlan() == null) {
            return subscription.state() == SubscriptionState.REJECTED
                    ? Optional.empty()
                    : conflict("Nothing waits for approval; it is " + subscription.state() + '.');
        }
        subscription.reject(comment);
        return Optional.empty();
    }

    private Optional<Refusal> notOffered(String plan) {
        return Optional.of(Refusal.of(
                PublisherProblem.PLAN_NOT_OFFERED,
                "The API is offered under " + plans + ", not under '" + plan + "'."));
    }

    private static Optional<Refusal> conflict(String why) {
        return Optional.of(Refusal.of(PublisherProblem.SUBSCRIPTION_STATE, why));
    }
}
