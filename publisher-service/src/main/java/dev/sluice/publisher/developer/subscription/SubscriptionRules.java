package dev.sluice.publisher.developer.subscription;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.plan.PlanNames;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which subscriptions an API takes, and which follow to a new version. */
public final class SubscriptionRules {
    private static final Set<LifecycleState> SUBSCRIBABLE =
            EnumSet.of(LifecycleState.PROTOTYPED, LifecycleState.PUBLISHED);

    private SubscriptionRules() {}

    /** Returns whether an API in its present state takes new subscriptions. */
    public static boolean isSubscribable(ApiEntity api) {
        return SUBSCRIBABLE.contains(api.state())
                && !api.design().isThirdParty()
                && (api.design().needsSubscription()
                        || !api.design().subscriptionPlans().isEmpty());
    }

    /** Returns why an API takes no new subscription under this plan; empty = it does. */
    static Optional<Refusal> refusal(ApiEntity api, String plan) {
        if (api.design().isThirdParty()) {
            return Optional.of(Refusal.of(
                    PublisherProblem.API_NOT_SUBSCRIBABLE, "A third-party API is subscribed to where it is managed."));
        }
        if (!SUBSCRIBABLE.contains(api.state())) {
            return Optional.of(Refusal.of(
                    PublisherProblem.API_NOT_SUBSCRIBABLE,
                    "The API is " + api.state() + ": only a published one, or a prototype, takes new subscriptions."));
        }
        if (PlanNames.SUBSCRIPTIONLESS.equals(plan) && !api.design().needsSubscription()) {
            return Optional.of(Refusal.of(
                    PublisherProblem.PLAN_NOT_OFFERED,
                    "No subscription is needed under '" + plan + "': any token of an application opens the API."));
        }
        if (!api.design().subscriptionPlans().contains(plan)) {
            return Optional.of(Refusal.of(
                    PublisherProblem.PLAN_NOT_OFFERED,
                    "The API is offered under " + api.design().subscriptionPlans() + ", not under '" + plan + "'."));
        }
        return Optional.empty();
    }

    /**
     * The subscriptions that follow to a new version, by their applications.
     *
     * @param former those to older versions, the newest version's first: of an application that has several, that one follows
     * @param present those that the new version has already
     * @param plans that it is offered under
     */
    static Map<UUID, SubscriptionEntity> carriedOver(
            Collection<SubscriptionEntity> former, Collection<SubscriptionEntity> present, Collection<String> plans) {
        Map<UUID, SubscriptionEntity> carried = new LinkedHashMap<>();
        former.stream()
                .filter(subscription -> plans.contains(subscription.plan()))
                .forEach(subscription -> carried.putIfAbsent(subscription.applicationId(), subscription));
        present.forEach(subscription -> carried.remove(subscription.applicationId()));
        return carried;
    }
}
