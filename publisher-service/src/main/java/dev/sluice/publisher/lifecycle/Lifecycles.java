package dev.sluice.publisher.lifecycle;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.ApiEntity;
import dev.sluice.publisher.api.ApiRepository;
import dev.sluice.publisher.deployment.Deployments;
import dev.sluice.publisher.problem.PublisherProblem;
import dev.sluice.publisher.propagation.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Moves APIs through their states. */
@ApplicationScoped
class Lifecycles {
    private final ApiRepository apis;
    private final Deployments deployments;

    Lifecycles(ApiRepository apis, Deployments deployments) {
        this.apis = apis;
        this.deployments = deployments;
    }

    /** Moves an API and tells the gateways that serve it. */
    @Transactional
    Outcome<LifecycleState> move(UUID apiId, LifecycleAction action) {
        ApiEntity api = apis.lock(apiId).orElse(null);
        if (api == null) {
            return Outcome.refused(PublisherProblem.API_NOT_FOUND, "Requested API with id '" + apiId + "' not found");
        }
        if (!action.isAllowedIn(api.state())) {
            return Outcome.refused(
                    PublisherProblem.ACTION_NOT_ALLOWED,
                    "Lifecycle state change action " + action.text() + " is not allowed in " + api.state());
        }
        if (action == LifecycleAction.PUBLISH && api.design().policies().isEmpty()) {
            return Outcome.refused(PublisherProblem.PUBLISH_WITHOUT_PLAN, "Offer the API under at least one plan.");
        }
        api.moveTo(action.target());
        return Outcome.done(api.state(), deployments.renew(api));
    }
}
