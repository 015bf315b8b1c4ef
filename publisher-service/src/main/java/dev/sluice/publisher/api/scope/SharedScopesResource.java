package dev.sluice.publisher.api.scope;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.api.version.ViewerReader;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.PageRequest;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** {@code /scopes}: those that any API may have among its own. */
@Path("/api/am/publisher/v4/scopes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SharedScopesResource {
    private static final String SCOPES = "/api/am/publisher/v4/scopes/";

    private final SharedScopes scopes;
    private final OutcomeAnswers answers;

    SharedScopesResource(SharedScopes scopes, OutcomeAnswers answers) {
        this.scopes = scopes;
        this.answers = answers;
    }

    @GET
    @RequiresScope({Scope.API_VIEW, Scope.SHARED_SCOPE_MANAGE})
    public Response list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        PageRequest page = query.page();
        return query.errors().isEmpty()
                ? Response.ok(scopes.list(page).map(SharedScopeBody::of)).build()
                : ErrorBody.response(Refusal.of(query.errors()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.SHARED_SCOPE_MANAGE)
    public Response create(@Nullable JsonNode body) {
        return answer(scopes.create(Fields.of(body)), 201);
    }

    private Response answer(Outcome<SharedScopes.Counted> outcome, int status) {
        Response answer = answers.to(outcome, status, SharedScopeBody::of);
        return outcome instanceof Outcome.Done<SharedScopes.Counted> done
                ? tagged(Response.fromResponse(answer), done.value())
                        .header(
                                HttpHeaders.LOCATION,
                                SCOPES + done.value().scope().id())
                        .build()
                : answer;
    }

    private static Response.ResponseBuilder tagged(Response.ResponseBuilder answer, SharedScopes.Counted shown) {
        return answer.header(HttpHeaders.ETAG, shown.scope().entityTag());
    }

    @GET
    @Path("/{scopeId}")
    @RequiresScope({Scope.API_VIEW, Scope.SHARED_SCOPE_MANAGE})
    public Response get(@PathParam("scopeId") String scopeId) {
        return Ids.parse(scopeId)
                .flatMap(scopes::find)
                .map(found ->
                        tagged(Response.ok(SharedScopeBody.of(found)), found).build())
                .orElseGet(() -> unknown(scopeId));
    }

    /** Whether a name is taken: 200, else 404. WSO2's pages send it in base64url. */
    @HEAD
    @Path("/{scopeId}")
    @RequiresScope({Scope.API_CREATE, Scope.API_PUBLISH, Scope.API_MANAGE, Scope.SHARED_SCOPE_MANAGE})
    public Response check(@PathParam("scopeId") String name) {
        boolean isTaken = scopes.isTaken(name) || scopes.isTaken(decoded(name));
        return Response.status(isTaken ? Response.Status.OK : Response.Status.NOT_FOUND)
                .build();
    }

    /** The same text when it is not in base64url. */
    private static String decoded(String name) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(name), StandardCharsets.UTF_8);
            return text.chars().allMatch(sign -> sign > ' ' && sign < 0x7f) ? text : name;
        } catch (IllegalArgumentException none) {
            return name;
        }
    }

    @PUT
    @Path("/{scopeId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.SHARED_SCOPE_MANAGE)
    public Response change(
            @PathParam("scopeId") String scopeId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable JsonNode body) {
        return Ids.parse(scopeId)
                .map(id -> answer(scopes.change(id, ifMatch, Fields.of(body)), 200))
                .orElseGet(() -> unknown(scopeId));
    }

    @DELETE
    @Path("/{scopeId}")
    @RequiresScope(Scope.SHARED_SCOPE_MANAGE)
    public Response remove(
            @PathParam("scopeId") String scopeId, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return Ids.parse(scopeId)
                .map(id -> answers.empty(scopes.remove(id, ifMatch)))
                .orElseGet(() -> unknown(scopeId));
    }

    /** APIs whose access is restricted are shown to those alone that may work with them. */
    @GET
    @Path("/{scopeId}/usage")
    @RequiresScope({Scope.API_VIEW, Scope.API_MANAGE, Scope.SHARED_SCOPE_MANAGE})
    public Response usage(@PathParam("scopeId") String scopeId, @Context SecurityContext user) {
        Viewer viewer = ViewerReader.read(user);
        return Ids.parse(scopeId)
                .flatMap(id -> scopes.find(id)
                        .flatMap(found -> scopes.usagesOf(id)
                                .map(usages -> ScopeUsageBody.of(
                                        SharedScopeBody.of(found),
                                        usages.stream()
                                                .filter(usage -> viewer.mayWorkWith(usage.api()))
                                                .toList()))))
                .map(usage -> Response.ok(usage).build())
                .orElseGet(() -> unknown(scopeId));
    }

    private static Response unknown(String scopeId) {
        return ErrorBody.response(PublisherProblem.SCOPE_NOT_FOUND, "Shared scope " + scopeId + " not found");
    }
}
