package dev.sluice.publisher.oauth.keymanager;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code /key-managers} of the admin REST API. */
@Path("/api/am/admin/v4/key-managers")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class KeyManagersResource {
    private static final String KEY_MANAGERS = "/api/am/admin/v4/key-managers/";

    private final KeyManagers keyManagers;
    private final OutcomeAnswers answers;

    KeyManagersResource(KeyManagers keyManagers, OutcomeAnswers answers) {
        this.keyManagers = keyManagers;
        this.answers = answers;
    }

    @GET
    @RequiresScope({Scope.ADMIN, Scope.ADMIN_OPERATIONS})
    public Response list() {
        return Response.ok(KeyManagerBody.ListBody.of(keyManagers.list())).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.ADMIN, Scope.ADMIN_OPERATIONS})
    public Response create(@Nullable JsonNode body) {
        return answer(keyManagers.create(Fields.of(body)), 201);
    }

    private Response answer(Outcome<KeyManagerEntity> outcome, int status) {
        Response answer = answers.to(outcome, status, KeyManagerBody::of);
        return outcome instanceof Outcome.Done<KeyManagerEntity> done
                ? Response.fromResponse(answer)
                        .header(HttpHeaders.ETAG, done.value().entityTag())
                        .header(
                                HttpHeaders.LOCATION,
                                KEY_MANAGERS + done.value().id())
                        .build()
                : answer;
    }

    @GET
    @Path("/{keyManagerId}")
    @RequiresScope({Scope.ADMIN, Scope.ADMIN_OPERATIONS})
    public Response get(@PathParam("keyManagerId") String keyManagerId) {
        return Ids.parse(keyManagerId)
                .flatMap(keyManagers::find)
                .map(found -> Response.ok(KeyManagerBody.of(found))
                        .header(HttpHeaders.ETAG, found.entityTag())
                        .build())
                .orElseGet(() -> unknown(keyManagerId));
    }

    @PUT
    @Path("/{keyManagerId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.ADMIN, Scope.ADMIN_OPERATIONS})
    public Response change(
            @PathParam("keyManagerId") String keyManagerId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable JsonNode body) {
        return Ids.parse(keyManagerId)
                .map(id -> answer(keyManagers.change(id, ifMatch, Fields.of(body)), 200))
                .orElseGet(() -> unknown(keyManagerId));
    }

    @DELETE
    @Path("/{keyManagerId}")
    @RequiresScope({Scope.ADMIN, Scope.ADMIN_OPERATIONS})
    public Response remove(
            @PathParam("keyManagerId") String keyManagerId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return Ids.parse(keyManagerId)
                .map(id -> answers.empty(keyManagers.remove(id, ifMatch)))
                .orElseGet(() -> unknown(keyManagerId));
    }

    private static Response unknown(String keyManagerId) {
        return ErrorBody.response(PublisherProblem.KEY_MANAGER_NOT_FOUND, "Key manager " + keyManagerId + " not found");
    }
}
