package dev.sluice.publisher.api.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.version.ApiEntity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes of the lifecycle's answers. */
final class LifecycleBody {
    private LifecycleBody() {}

    record WorkflowBody(String workflowStatus, StateBody lifecycleState) {}

    record StateBody(
            String state, List<CheckItem> checkItems, List<Transition> availableTransitions, Streaming streaming) {}

    /** @param deployed whether there is a deployment; without one a move touches no client */
    record Streaming(boolean deployed) {}

    record CheckItem(String name, boolean value, List<String> requiredStates) {}

    record Transition(String event, String targetState, Effects streaming) {}

    /**
     * @param effect of {@link LifecycleEffect}
     * @param subscriptions whose streams may begin or end by it
     */
    record Effects(String effect, long subscriptions) {}

    record HistoryBody(int count, List<HistoryItem> list) {}

    /** @param previousState {@code null} = it was created */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HistoryItem(@Nullable String previousState, String postState, String user, String updatedTime) {}

    /** Nothing asks anybody for approval: a move is made at once. */
    static WorkflowBody workflow(Standing standing) {
        return new WorkflowBody("APPROVED", state(standing));
    }

    /** The checklist is there where it makes a difference: before the publishing of one version among several. */
    static StateBody state(Standing standing) {
        LifecycleState state = standing.api().state();
        List<LifecycleAction> actions = LifecycleAction.of(state);
        boolean asks = standing.hasOtherVersions()
                && state != LifecycleState.PUBLISHED
                && actions.contains(LifecycleAction.PUBLISH);
        return new StateBody(
                state.name(),
                asks ? checkItems() : List.of(),
                actions.stream().map(action -> transition(standing, action)).toList(),
                new Streaming(standing.isDeployed()));
    }

    private static Transition transition(Standing standing, LifecycleAction action) {
        LifecycleEffect effect = standing.effectOf(action);
        return new Transition(
                action.text(),
                action.target().name(),
                new Effects(effect.wireName(), effect.touchesStreams() ? standing.subscriptions() : 0));
    }

    private static List<CheckItem> checkItems() {
        return Arrays.stream(Checklist.Item.values())
                .map(item -> new CheckItem(item.text(), false, List.of(LifecycleState.PUBLISHED.name())))
                .toList();
    }

    static HistoryBody history(ApiEntity api, List<LifecycleMoveEntity> moves) {
        List<HistoryItem> items = new ArrayList<>();
        items.add(new HistoryItem(
                null,
                LifecycleState.CREATED.name(),
                api.provider(),
                api.createdAt().toString()));
        for (LifecycleMoveEntity move : moves) {
            items.add(new HistoryItem(
                    move.previousState().name(),
                    move.postState().name(),
                    move.movedBy(),
                    move.movedAt().toString()));
        }
        return new HistoryBody(items.size(), items);
    }
}
