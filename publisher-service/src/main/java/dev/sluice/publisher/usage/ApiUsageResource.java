package dev.sluice.publisher.usage;

import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.api.version.ViewerReader;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What of an API was delivered, and how many listen now. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApiUsageResource {
    private static final int MAX_APIS = 100;
    private static final int MAX_IDS = MAX_APIS * 37;

    private final Apis apis;
    private final UsageReports reports;
    private final LiveUsage live;

    ApiUsageResource(Apis apis, UsageReports reports, LiveUsage live) {
        this.apis = apis;
        this.reports = reports;
        this.live = live;
    }

    @GET
    @Path("/apis/{apiId}/usage")
    @RequiresScope({Scope.API_VIEW, Scope.API_MANAGE})
    public Response ofApi(@PathParam("apiId") String apiId, @Context UriInfo uri) {
        Query query = Query.of(uri);
        UsageRequest request = UsageRequestReader.read(query, Instant.now());
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        return Ids.parse(apiId)
                .flatMap(apis::find)
                .map(api -> UsageReportBody.answer(
                        reports.report(new UsageScope.OfApi(api.id()), request),
                        report -> UsageReportBody.of(report, request, "/apis/" + api.id() + "/usage")))
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    /** For cards: APIs that there are not, or that the user may not work with, are left out. */
    @GET
    @Path("/usage/live")
    @RequiresScope({Scope.API_VIEW, Scope.API_MANAGE})
    public Response live(@Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        List<String> texts = Stream.of(query.required("apiIds", MAX_IDS).split(","))
                .map(String::strip)
                .distinct()
                .toList();
        if (texts.size() > MAX_APIS) {
            query.wrong("apiIds", "names at most " + MAX_APIS + " APIs");
        }
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        Viewer viewer = ViewerReader.read(user);
        List<UUID> ids = texts.stream()
                .map(Ids::parse)
                .flatMap(Optional::stream)
                .map(apis::find)
                .flatMap(Optional::stream)
                .filter(viewer::mayWorkWith)
                .map(ApiEntity::id)
                .toList();
        return Response.ok(LiveUsageBody.of(ids, live.of(ids, Instant.now()))).build();
    }
}
