package dev.sluice.publisher.api.lifecycle;

import dev.sluice.model.api.LifecycleState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A move between two states of an API, named as WSO2's users know it. */
enum LifecycleAction {
    PUBLISH(
            "Publish",
            LifecycleState.PUBLISHED,
            Set.of(LifecycleState.CREATED, LifecycleState.PROTOTYPED, LifecycleState.PUBLISHED)),
    DEPLOY_AS_A_PROTOTYPE(
            "Deploy as a Prototype",
            LifecycleState.PROTOTYPED,
            Set.of(LifecycleState.CREATED, LifecycleState.PROTOTYPED, LifecycleState.PUBLISHED)),
    DEMOTE_TO_CREATED(
            "Demote to Created", LifecycleState.CREATED, Set.of(LifecycleState.PROTOTYPED, LifecycleState.PUBLISHED)),
    BLOCK("Block", LifecycleState.BLOCKED, Set.of(LifecycleState.PUBLISHED)),
    RE_PUBLISH("Re-Publish", LifecycleState.PUBLISHED, Set.of(LifecycleState.BLOCKED)),
    DEPRECATE("Deprecate", LifecycleState.DEPRECATED, Set.of(LifecycleState.PUBLISHED, LifecycleState.BLOCKED)),
    RETIRE("Retire", LifecycleState.RETIRED, Set.of(LifecycleState.DEPRECATED));

    private final String text;
    private final LifecycleState target;
    private final Set<LifecycleState> from;

    LifecycleAction(String text, LifecycleState target, Set<LifecycleState> from) {
        this.text = text;
        this.target = target;
        this.from = from;
    }

    static Optional<LifecycleAction> of(String text) {
        return Arrays.stream(values())
                .filter(action -> action.text.equals(text))
                .findFirst();
    }

    /** What can be done with an API in this state, in the order in which it is offered. */
    static List<LifecycleAction> of(LifecycleState state) {
        return Arrays.stream(values())
                .filter(action -> action.from.contains(state))
                .toList();
    }

    boolean isAllowedIn(LifecycleState state) {
        return from.contains(state);
    }

    String text() {
        return text;
    }

    LifecycleState target() {
        return target;
    }
}
