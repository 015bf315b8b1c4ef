package dev.sluice.publisher.developer.application;

import com.fasterxml.jackson.databind.JsonNode;
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
import jakarta.ws.rs.GET;
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
import org.jspecify.annotations.Nullable;

/** {@code /applications} of the developer portal. */
@Path("/api/am/devportal/v3")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApplicationsResource {
    private static final int MAX_QUERY = 100;

    private final Applications applications;
    private final OutcomeAnswers answers;

    ApplicationsResource(Applications applications, OutcomeAnswers answers) {
        this.applications = applications;
        this.answers = answers;
    }

    @POST
    @Path("/applications")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE})
    public Response create(@Nullable JsonNode body, @Context SecurityContext user) {
        return answer(applications.create(Fields.of(body), ViewerReader.read(user)), 201);
    }

    @GET
    @Path("/applications")
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE, Scope.APP_IMPORT_EXPORT})
    public Response list(@Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        String namePart = query.text("query", MAX_QUERY);
        PageRequest page = query.page();
        return query.errors().isEmpty()
                ? Response.ok(applications.list(nameOf(user), namePart, page)).build()
                : ErrorBody.response(Refusal.of(query.errors()));
    }

    @GET
    @Path("/applications/{applicationId}")
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE})
    public Response get(@PathParam("applicationId") String applicationId, @Context SecurityContext user) {
        return Ids.parse(applicationId)
                .flatMap(id -> applications.find(id, nameOf(user)))
                .map(application -> tagged(Response.ok(ApplicationBody.of(application)), application)
                        .build())
                .orElseGet(() -> unknown(applicationId));
    }

    @PUT
    @Path("/applications/{applicationId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE})
    public Response change(
            @PathParam("applicationId") String applicationId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable JsonNode body,
            @Context SecurityContext user) {
        return Ids.parse(applicationId)
                .map(id -> answer(applications.change(id, ViewerReader.read(user), ifMatch, Fields.of(body)), 200))
                .orElseGet(() -> unknown(applicationId));
    }

    private Response answer(Outcome<ApplicationWithKeys> outcome, int status) {
        Response answer = answers.to(outcome, status, ApplicationBody::of);
        return outcome instanceof Outcome.Done<ApplicationWithKeys> done
                ? tagged(Response.fromResponse(answer), done.value()).build()
                : answer;
    }

    private static Response.ResponseBuilder tagged(Response.ResponseBuilder answer, ApplicationWithKeys shown) {
        return answer.header(HttpHeaders.ETAG, shown.application().entityTag());
    }

    private static String nameOf(SecurityContext user) {
        return user.getUserPrincipal().getName();
    }

    private static Response unknown(String applicationId) {
        return ErrorBody.response(
                PublisherProblem.APPLICATION_NOT_FOUND, "Application " + applicationId + " not found");
    }
}
