package dev.sluice.publisher.removal;

import dev.sluice.publisher.api.ApiEntity;
import dev.sluice.publisher.api.ApiRepository;
import dev.sluice.publisher.deployment.Deployments;
import dev.sluice.publisher.problem.PublisherProblem;
import dev.sluice.publisher.propagation.Outcome;
import dev.sluice.publisher.subscription.SubscriptionRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Deletes an API that nobody is subscribed to. */
@ApplicationScoped
class Removal {
    private final ApiRepository apis;
    private final SubscriptionRepository subscriptions;
    private final Deployments deployments;

    Removal(ApiRepository apis, SubscriptionRepository subscriptions, Deployments deployments) {
        this.apis = apis;
        this.subscriptions = subscriptions;
        this.deployments = deployments;
    }

    @Transactional
    Outcome<UUID> remove(UUID apiId) {
        ApiEntity api = apis.lock(apiId).orElse(null);
        if (api == null) {
            return Outcome.refused(PublisherProblem.API_NOT_FOUND, "Requested API with id '" + apiId + "' not found");
        }
        if (subscriptions.hasAny(apiId)) {
            return Outcome.refused(PublisherProblem.API_HAS_SUBSCRIPTIONS, "Delete the API's subscriptions first.");
        }
        return Outcome.done(apiId, deployments.remove(api));
    }
}
