package dev.sluice.publisher.usage;

import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;

/** {@code GET /usage} of the admin REST API: what was delivered of all APIs. */
@Path("/api/am/admin/v4/usage")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AdminUsageResource {
    private final UsageReports reports;

    AdminUsageResource(UsageReports reports) {
        this.reports = reports;
    }

    @GET
    @RequiresScope(Scope.ADMIN)
    public Response ofAll(@Context UriInfo uri) {
        Query query = Query.of(uri);
        UsageRequest request = UsageRequestReader.read(query, Instant.now());
        return query.errors().isEmpty()
                ? UsageReportBody.answer(
                        reports.report(new UsageScope.Everything(), request),
                        report -> UsageReportBody.of(report, request, "/usage"))
                : ErrorBody.response(Refusal.of(query.errors()));
    }
}
