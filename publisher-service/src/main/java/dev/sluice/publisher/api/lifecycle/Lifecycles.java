package dev.sluice.publisher.api.lifecycle;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.deployment.DefaultVersions;
import dev.sluice.publisher.api.deployment.Deployments;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRefusals;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.api.version.Subscribers;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.EntityTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Moves APIs through their states. */
@ApplicationScoped
class Lifecycles {
    private final ApiRepository apis;
    private final LifecycleMoveRepository moves;
    private final Subscribers subscribers;
    private final DefaultVersions defaults;
    private final Deployments deployments;
    private final Event<StateMove> moved;

    Lifecycles(
            ApiRepository apis,
            LifecycleMoveRepository moves,
            Subscribers subscribers,
            DefaultVersions defaults,
            Deployments deployments,
            Event<StateMove> moved) {
        this.apis = apis;
        this.moves = moves;
        this.subscribers = subscribers;
        this.defaults = defaults;
        this.deployments = deployments;
        this.moved = moved;
    }

    /**
     * What is asked for.
     *
     * @param ifMatch {@code null} = whatever edition the API is in
     */
    record Move(
            LifecycleAction action,
            Checklist checklist,
            String user,
            @Nullable String ifMatch) {}

    /** Moves an API, and others along with it if that is asked for, and tells the gateways that serve them. */
    @Transactional
    Outcome<ApiEntity> move(UUID apiId, Move move) {
        ApiEntity api = apis.lockWithNames(apiId).orElse(null);
        if (api == null) {
            return ApiRefusals.refusedAsUnknown(apiId);
        }
        if (!EntityTags.permits(move.ifMatch(), api.entityTag())) {
            return ApiRefusals.refusedAsChanged(api);
        }
        Optional<Refusal> refusal = LifecycleRules.refusal(api, move.action());
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        boolean isNew = LifecycleRules.isUnpublished(api);
        List<ApiEntity> changed = new ArrayList<>(List.of(api));
        List<OutboxStep> alongside = new ArrayList<>();
        moveTo(api, move.action().target(), move.user());
        if (isNew && move.action() == LifecycleAction.PUBLISH) {
            List<ApiEntity> older = LifecycleRules.olderVersions(api, apis.lockOtherVersions(api));
            if (!move.checklist().has(Checklist.Item.REQUIRE_RE_SUBSCRIPTION)) {
                alongside.addAll(subscribers.carryOver(older, api));
            }
            if (move.checklist().has(Checklist.Item.DEPRECATE_OLD_VERSIONS)) {
                changed.addAll(deprecate(older, move.user()));
            }
        }
        changed.addAll(defaults.settle(api));
        return Outcome.done(api, deployments.renew(changed, alongside));
    }

    private void moveTo(ApiEntity api, LifecycleState state, String user) {
        StateMove move = new StateMove(api, api.state(), state, user);
        moves.persist(new LifecycleMoveEntity(api.id(), move.from(), state, user));
        api.moveTo(state);
        moved.fire(move);
    }

    private List<ApiEntity> deprecate(List<ApiEntity> older, String user) {
        List<ApiEntity> published = older.stream()
                .filter(other -> other.state() == LifecycleState.PUBLISHED)
                .toList();
        published.forEach(other -> moveTo(other, LifecycleState.DEPRECATED, user));
        return published;
    }

    @Transactional
    Standing standing(ApiEntity api) {
        return new Standing(
                api,
                apis.hasOtherVersions(api),
                deployments.live(List.of(api.id())).containsKey(api.id()),
                subscribers.count(api.id()));
    }

    /** All moves of an API, the first one first. */
    @Transactional
    List<LifecycleMoveEntity> history(UUID apiId) {
        return moves.ofApi(apiId);
    }
}
