package dev.sluice.publisher.lifecycle;

import dev.sluice.model.api.LifecycleState;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A move between two states of an API, named as WSO2's users know it. */
enum LifecycleAction {
    PUBLISH("Publish", LifecycleState.PUBLISHED, Set.of(LifecycleState.CREATED, LifecycleState.PUBLISHED)),
    BLOCK("Block", LifecycleState.BLOCKED, Set.of(LifecycleState.PUBLISHED)),
    RE_PUBLISH("Re-Publish", LifecycleState.PUBLISHED, Set.of(LifecycleState.BLOCKED));

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
