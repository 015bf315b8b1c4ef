package dev.sluice.publisher.api.removal;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.deployment.Deployments;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.developer.subscription.SubscriptionRepository;
import dev.sluice.publisher.developer.subscription.Subscriptions;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.EntityTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deletes an API that nobody is subscribed to. One that is retired serves nobody any more: it takes its subscriptions with
 * it.
 */
@ApplicationScoped
class Removal {
    private final ApiRepository apis;
    private final SubscriptionRepository subscriptions;
    private final Subscriptions ofDevelopers;
    private final Deployments deployments;

    Removal(
            ApiRepository apis,
            SubscriptionRepository subscriptions,
            Subscriptions ofDevelopers,
            Deployments deployments) {
        this.apis = apis;
        this.subscriptions = subscriptions;
        this.ofDevelopers = ofDevelopers;
        this.deployments = deployments;
    }

    /** @param ifMatch {@code null} = whatever edition it is */
    @Transactional
    Outcome<UUID> remove(UUID apiId, @Nullable String ifMatch) {
        ApiEntity api = apis.lock(apiId).orElse(null);
        if (api == null) {
            return ApiAnswers.refusedAsUnknown(apiId);
        }
        if (!EntityTags.permits(ifMatch, api.entityTag())) {
            return ApiAnswers.refusedAsChanged(api);
        }
        if (api.state() != LifecycleState.RETIRED && subscriptions.hasAny(apiId)) {
            return Outcome.refused(
                    PublisherProblem.API_HAS_SUBSCRIPTIONS,
                    "Cannot remove the API while there are subscriptions to it: delete them first, or retire the API.");
        }
        return Outcome.done(apiId, deployments.remove(api, ofDevelopers.removeAllOf(apiId)));
    }
}
