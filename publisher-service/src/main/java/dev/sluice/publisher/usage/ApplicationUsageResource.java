package dev.sluice.publisher.usage;

import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;

/** {@code GET /applications/{applicationId}/usage} of the developer portal: what the owner's application was delivered. */
@Path("/api/am/devportal/v3")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApplicationUsageResource {
    private final UsageOwners owners;
    private final UsageReports reports;

    ApplicationUsageResource(UsageOwners owners, UsageReports reports) {
        this.owners = owners;
        this.reports = reports;
    }

    @GET
    @Path("/applications/{applicationId}/usage")
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE})
    public Response ofApplication(
            @PathParam("applicationId") String applicationId, @Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        UsageRequest request = UsageRequestReader.read(query, Instant.now());
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        return Ids.parse(applicationId)
                .filter(id -> owners.ownsApplication(id, user.getUserPrincipal().getName()))
                .map(id -> UsageReportBody.answer(
                        reports.report(new UsageScope.OfApplication(id), request),
                        report -> UsageReportBody.of(report, request, "/applications/" + id + "/usage")))
                .orElseGet(() -> ErrorBody.response(
                        PublisherProblem.APPLICATION_NOT_FOUND, "Application " + applicationId + " not found"));
    }
}
