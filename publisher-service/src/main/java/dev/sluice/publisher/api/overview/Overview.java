package dev.sluice.publisher.api.overview;

import dev.sluice.model.WireName;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.api.version.ApiEntity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way of an API to its clients, and what is missing on it.
 *
 * @param hasUndeployedChanges whether gateways serve it otherwise than it is designed now
 */
record Overview(List<Step> steps, boolean hasUndeployedChanges) {
    private static final Set<LifecycleState> UNPUBLISHED =
            EnumSet.of(LifecycleState.CREATED, LifecycleState.PROTOTYPED);

    /** The steps, in their order. */
    enum StepName implements WireName {
        DEVELOP,
        DEPLOY,
        PUBLISH
    }

    /** What a step may need. */
    enum Need implements WireName {
        /** A backend, for production or as a sandbox. */
        ENDPOINT,
        TOPIC,
        REVISION,
        /** One of its revisions deployed. */
        DEPLOYMENT,
        /** A gateway that has applied the deployment. */
        GATEWAY,
        /** A business plan under which it is offered. */
        PLAN,
        /** The move to PUBLISHED. */
        PUBLICATION
    }

    /** One step; done when nothing is missing. */
    record Step(StepName name, List<Need> missing) {
        boolean isDone() {
            return missing.isEmpty();
        }
    }

    /**
     * How it is deployed.
     *
     * @param live designs of the revisions that are deployed
     * @param isApplied whether a gateway has one of them, or may have
     */
    record Deployed(boolean hasRevision, List<Design> live, boolean isApplied) {
        Deployed {
            live = List.copyOf(live);
        }
    }

    /** An API that is a third party's is not deployed: it has no such step. */
    static Overview of(ApiEntity api, Deployed deployed) {
        Design design = api.design();
        List<Step> steps = new ArrayList<>(List.of(new Step(StepName.DEVELOP, missingToDevelop(design))));
        if (!design.isThirdParty()) {
            steps.add(new Step(StepName.DEPLOY, missingToDeploy(deployed)));
        }
        steps.add(new Step(StepName.PUBLISH, missingToPublish(api)));
        return new Overview(List.copyOf(steps), deployed.live().stream().anyMatch(live -> !live.isServedAs(design)));
    }

    private static List<Need> missingToDevelop(Design design) {
        if (design.isThirdParty()) {
            return List.of(); // its document alone says what it is
        }
        List<Need> missing = new ArrayList<>();
        if (design.endpoints().isEmpty()) {
            missing.add(Need.ENDPOINT);
        }
        if (design.topics().isEmpty()) {
            missing.add(Need.TOPIC);
        }
        return List.copyOf(missing);
    }

    /** The next need alone: each one asks for those before it. */
    private static List<Need> missingToDeploy(Deployed deployed) {
        if (!deployed.hasRevision()) {
            return List.of(Need.REVISION);
        }
        if (deployed.live().isEmpty()) {
            return List.of(Need.DEPLOYMENT);
        }
        return deployed.isApplied() ? List.of() : List.of(Need.GATEWAY);
    }

    private static List<Need> missingToPublish(ApiEntity api) {
        List<Need> missing = new ArrayList<>();
        if (api.design().policies().isEmpty() && !api.design().isThirdParty()) {
            missing.add(Need.PLAN);
        }
        if (UNPUBLISHED.contains(api.state())) {
            missing.add(Need.PUBLICATION);
        }
        return List.copyOf(missing);
    }

    /** The first step that is not done. */
    Optional<StepName> next() {
        return steps.stream().filter(step -> !step.isDone()).map(Step::name).findFirst();
    }
}
