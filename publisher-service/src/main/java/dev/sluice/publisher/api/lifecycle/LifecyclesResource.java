package dev.sluice.publisher.api.lifecycle;

import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /apis/change-lifecycle}, and what there is to know of an API's states. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class LifecyclesResource {
    private static final int MAX_TEXT = 64;

    private final Apis apis;
    private final Lifecycles lifecycles;
    private final OutcomeAnswers answers;

    LifecyclesResource(Apis apis, Lifecycles lifecycles, OutcomeAnswers answers) {
        this.apis = apis;
        this.lifecycles = lifecycles;
        this.answers = answers;
    }

    @POST
    @Path("/apis/change-lifecycle")
    @RequiresScope({Scope.API_PUBLISH, Scope.API_MANAGE, Scope.API_IMPORT_EXPORT})
    public Response change(
            @Context UriInfo uri,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Context SecurityContext user) {
        Query query = Query.of(uri);
        String apiId = query.required("apiId", MAX_TEXT);
        String text = query.required("action", MAX_TEXT);
        Checklist checklist = Checklist.read(query);
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        Optional<LifecycleAction> action = LifecycleAction.of(text);
        if (action.isEmpty()) {
            return unknownAction(text);
        }
        Lifecycles.Move move = new Lifecycles.Move(
                action.get(), checklist, user.getUserPrincipal().getName(), ifMatch);
        return Ids.parse(apiId)
                .map(id -> answer(lifecycles.move(id, move)))
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    private Response answer(Outcome<ApiEntity> outcome) {
        Response answer = answers.to(outcome, 200, api -> LifecycleBody.workflow(lifecycles.standing(api)));
        return outcome instanceof Outcome.Done<ApiEntity> done
                ? ApiAnswers.tagged(Response.fromResponse(answer), done.value()).build()
                : answer;
    }

    private static Response unknownAction(String text) {
        return ErrorBody.response(
                PublisherProblem.ACTION_NOT_ALLOWED,
                "Unknown action '" + text + "'; known are "
                        + Arrays.stream(LifecycleAction.values())
                                .map(action -> "'" + action.text() + "'")
                                .collect(Collectors.joining(", ")));
    }

    @GET
    @Path("/apis/{apiId}/lifecycle-state")
    @RequiresScope({Scope.API_VIEW, Scope.API_PUBLISH, Scope.API_CREATE, Scope.API_MANAGE})
    public Response state(@PathParam("apiId") String apiId) {
        return Ids.parse(apiId)
                .flatMap(apis::find)
                .map(api -> ApiAnswers.tagged(Response.ok(LifecycleBody.state(lifecycles.standing(api))), api)
                        .build())
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    @GET
    @Path("/apis/{apiId}/lifecycle-history")
    @RequiresScope({Scope.API_VIEW, Scope.API_PUBLISH, Scope.API_MANAGE})
    public Response history(@PathParam("apiId") String apiId) {
        return Ids.parse(apiId)
                .flatMap(apis::find)
                .map(api -> Response.ok(LifecycleBody.history(api, lifecycles.history(api.id())))
                        .build())
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }
}
