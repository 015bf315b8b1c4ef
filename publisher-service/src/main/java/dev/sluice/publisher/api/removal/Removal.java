package dev.sluice.publisher.api.removal;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.deployment.Deployments;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRefusals;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.api.version.Subscribers;
import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.EntityTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deletes an API that has no subscriptions. One that is retired serves no client any more: it takes its subscriptions with
 * it.
 */
@ApplicationScoped
class Removal {
    private final ApiRepository apis;
    private final Subscribers subscribers;
    private final Deployments deployments;
    private final Event<ApiDeletion> deletions;

    Removal(ApiRepository apis, Subscribers subscribers, Deployments deployments, Event<ApiDeletion> deletions) {
        this.apis = apis;
        this.subscribers = subscribers;
        this.deployments = deployments;
        this.deletions = deletions;
    }

    /** @param ifMatch {@code null} = whatever edition it is */
    @Transactional
    Outcome<UUID> remove(UUID apiId, @Nullable String ifMatch) {
        ApiEntity api = apis.lock(apiId).orElse(null);
        if (api == null) {
            return ApiRefusals.refusedAsUnknown(apiId);
        }
        if (!EntityTags.permits(ifMatch, api.entityTag())) {
            return ApiRefusals.refusedAsChanged(api);
        }
        return refusal(api, subscribers)
                .<Outcome<UUID>>map(Outcome.Refused::new)
                .orElseGet(() -> Outcome.done(apiId, remove(api)));
    }

    private List<Change> remove(ApiEntity api) {
        deletions.fire(new ApiDeletion(api.id()));
        return deployments.remove(api, subscribers.removeAllOf(api.id()));
    }

    /** Returns why an API has to stay; empty = it may go. */
    static Optional<Refusal> refusal(ApiEntity api, Subscribers subscribers) {
        return api.state() != LifecycleState.RETIRED && subscribers.hasAny(api.id())
                ? Optional.of(
                        Refusal.of(
                                PublisherProblem.API_HAS_SUBSCRIPTIONS,
                                "Cannot remove the API while there are subscriptions to it: delete them first, or retire the API."))
                : Optional.empty();
    }
}
