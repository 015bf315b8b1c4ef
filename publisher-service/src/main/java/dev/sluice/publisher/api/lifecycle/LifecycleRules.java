package dev.sluice.publisher.api.lifecycle;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.VersionOrder;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which moves an API may make, and which other versions they concern. */
final class LifecycleRules {
    private static final Set<LifecycleState> UNPUBLISHED =
            EnumSet.of(LifecycleState.CREATED, LifecycleState.PROTOTYPED);
    private static final Comparator<ApiEntity> NEWER_FIRST =
            Comparator.comparing(ApiEntity::version, VersionOrder.OLDER_FIRST).reversed();

    private LifecycleRules() {}

    /** Returns why an API may not make a move; empty = it may. */
    static Optional<Refusal> refusal(ApiEntity api, LifecycleAction action) {
        if (!action.isAllowedIn(api.state())) {
            return Optional.of(Refusal.of(
                    PublisherProblem.ACTION_NOT_ALLOWED,
                    "An API that is " + api.state() + " knows no '" + action.text() + "'; " + possible(api.state())));
        }
        if (api.design().isThirdParty()) {
            return Optional.empty(); // it is neither served nor subscribed to
        }
        if (action.target() == LifecycleState.PUBLISHED
                && api.design().policies().isEmpty()) {
            return Optional.of(Refusal.of(
                    PublisherProblem.PUBLISH_WITHOUT_PLAN, "Offer the API under at least one business plan first."));
        }
        if (action.target() == LifecycleState.PUBLISHED
                && api.design().endpoints().isEmpty()) {
            return Optional.of(
                    Refusal.of(
                            PublisherProblem.PUBLISH_WITHOUT_ENDPOINT,
                            "Give the API endpointConfig.production_endpoints.url or endpointConfig.sandbox_endpoints.url first."));
        }
        return Optional.empty();
    }

    private static String possible(LifecycleState state) {
        List<LifecycleAction> actions = LifecycleAction.of(state);
        return actions.isEmpty()
                ? "nothing can be done with it but to delete it."
                : actions.stream()
                        .map(action -> "'" + action.text() + "'")
                        .collect(Collectors.joining(", ", "possible are ", "."));
    }

    /** Returns whether publishing it now would be the first time. */
    static boolean isUnpublished(ApiEntity api) {
        return UNPUBLISHED.contains(api.state());
    }

    /** Those of the other versions that are older, the newest first. */
    static List<ApiEntity> olderVersions(ApiEntity api, Collection<ApiEntity> others) {
        return others.stream()
                .filter(other -> VersionOrder.OLDER_FIRST.compare(other.version(), api.version()) < 0)
                .sorted(NEWER_FIRST)
                .toList();
    }
}
