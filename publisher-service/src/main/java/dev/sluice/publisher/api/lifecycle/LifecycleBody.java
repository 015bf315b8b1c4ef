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

    record StateBody(String state, List<CheckItem> checkItems, List<Transition> availableTransitions) {}

    record CheckItem(String name, boolean value, List<String> requiredStates) {}

    record Transition(String event, String targetState) {}

    record HistoryBody(int count, List<HistoryItem> list) {}

    /** @param previousState {@code null} = it was created */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HistoryItem(@Nullable String previousState, String postState, String user, String updatedTime) {}

    /** Nothing asks anybody for approval: a move is made at once. */
    static WorkflowBody workflow(ApiEntity api, boolean hasOtherVersions) {
        return new WorkflowBody("APPROVED", state(api, hasOtherVersions));
    }

    /** The checklist is there where it makes a difference: before the publishing of one version among several. */
    static StateBody state(ApiEntity api, boolean hasOtherVersions) {
        List<LifecycleAction> actions = LifecycleAction.of(api.state());
        boolean asks = hasOtherVersions
                && api.state() != LifecycleState.PUBLISHED
                && actions.contains(LifecycleAction.PUBLISH);
        return new StateBody(
                api.state().name(),
                asks ? checkItems() : List.of(),
                actions.stream()
                        .map(action ->
                                new Transition(action.text(), action.target().name()))
                        .toList());
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
