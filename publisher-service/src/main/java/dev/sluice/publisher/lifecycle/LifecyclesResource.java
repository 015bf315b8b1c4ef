package dev.sluice.publisher.lifecycle;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.problem.ErrorBody;
import dev.sluice.publisher.problem.PublisherProblem;
import dev.sluice.publisher.propagation.Answers;
import dev.sluice.publisher.rest.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /apis/change-lifecycle}. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class LifecyclesResource {
    private final Lifecycles lifecycles;
    private final Answers answers;

    LifecyclesResource(Lifecycles lifecycles, Answers answers) {
        this.lifecycles = lifecycles;
        this.answers = answers;
    }

    @POST
    @Path("/apis/change-lifecycle")
    public Response change(
            @QueryParam("action") @DefaultValue("") String action,
            @QueryParam("apiId") @DefaultValue("") String apiId) {
        Optional<LifecycleAction> known = LifecycleAction.of(action);
        if (known.isEmpty()) {
            return ErrorBody.response(
                    PublisherProblem.ACTION_NOT_ALLOWED,
                    "Unknown action '" + action + "'; known are "
                            + Arrays.stream(LifecycleAction.values())
                                    .map(LifecycleAction::text)
                                    .toList());
        }
        Optional<UUID> id = Ids.parse(apiId);
        return id.isEmpty()
                ? ErrorBody.response(PublisherProblem.API_NOT_FOUND, "Requested API with id '" + apiId + "' not found")
                : answers.to(lifecycles.move(id.get(), known.get()), 200, LifecyclesResource::body);
    }

    private static WorkflowBody body(LifecycleState state) {
        List<Transition> transitions = Arrays.stream(LifecycleAction.values())
                .filter(action -> action.isAllowedIn(state))
                .map(action -> new Transition(action.text(), action.target().name()))
                .toList();
        return new WorkflowBody("APPROVED", new StateBody(state.name(), transitions));
    }

    record WorkflowBody(String workflowStatus, StateBody lifecycleState) {}

    record StateBody(String state, List<Transition> availableTransitions) {}

    record Transition(String event, String targetState) {}
}
