package dev.sluice.publisher.developer.application;

import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.PageRequest;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /applications} of WSO2's admin REST API: all users' applications, and another owner for one. */
@Path("/api/am/admin/v4/applications")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApplicationOwnersResource {
    private static final int MAX_NAME = 64;

    private final ApplicationOwners owners;
    private final OutcomeAnswers answers;

    ApplicationOwnersResource(ApplicationOwners owners, OutcomeAnswers answers) {
        this.owners = owners;
        this.answers = answers;
    }

    @GET
    @RequiresScope({Scope.ADMIN, Scope.APP_OWNER_CHANGE})
    public Response list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        PageRequest page = query.page();
        String user = query.text("user", MAX_NAME);
        return query.errors().isEmpty()
                ? Response.ok(owners.list(user, page)).build()
                : ErrorBody.response(Refusal.of(query.errors()));
    }

    @POST
    @Path("/{applicationId}/change-owner")
    @RequiresScope({Scope.ADMIN, Scope.APP_OWNER_CHANGE})
    public Response changeOwner(@PathParam("applicationId") String applicationId, @Context UriInfo uri) {
        Query query = Query.of(uri);
        String owner = query.required("owner", MAX_NAME);
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        return Ids.parse(applicationId)
                .map(id -> answers.empty(owners.changeOwner(id, owner)))
                .orElseGet(() -> ErrorBody.response(
                        PublisherProblem.APPLICATION_NOT_FOUND, "Application " + applicationId + " not found"));
    }
}
