package dev.sluice.publisher.developer.removal;

import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** {@code DELETE /applications/{applicationId}} of the developer portal. */
@Path("/api/am/devportal/v3")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApplicationRemovalResource {
    private final ApplicationRemoval removal;
    private final OutcomeAnswers answers;

    ApplicationRemovalResource(ApplicationRemoval removal, OutcomeAnswers answers) {
        this.removal = removal;
        this.answers = answers;
    }

    @DELETE
    @Path("/applications/{applicationId}")
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE, Scope.APP_IMPORT_EXPORT})
    public Response delete(@PathParam("applicationId") String applicationId, @Context SecurityContext user) {
        return Ids.parse(applicationId)
                .map(id ->
                        answers.empty(removal.remove(id, user.getUserPrincipal().getName())))
                .orElseGet(() -> ErrorBody.response(
                        PublisherProblem.APPLICATION_NOT_FOUND, "Application " + applicationId + " not found"));
    }
}
