package dev.sluice.publisher.api.overview;

import dev.sluice.publisher.api.deployment.Deployments;
import dev.sluice.publisher.api.deployment.LiveRevision;
import dev.sluice.publisher.api.endpoint.upstream.UpstreamStates;
import dev.sluice.publisher.api.registry.ApiSearch;
import dev.sluice.publisher.api.registry.SearchTerms;
import dev.sluice.publisher.api.registry.SortOrder;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ViewerReader;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code GET /apis}: the APIs that a user may work with, each with how it stands. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApiCardsResource {
    private final ApiSearch search;
    private final Deployments deployments;
    private final UpstreamStates upstreams;

    ApiCardsResource(ApiSearch search, Deployments deployments, UpstreamStates upstreams) {
        this.search = search;
        this.deployments = deployments;
        this.upstreams = upstreams;
    }

    @GET
    @Path("/apis")
    @RequiresScope({Scope.API_VIEW, Scope.API_MANAGE, Scope.API_IMPORT_EXPORT, Scope.API_LIST_VIEW})
    public Response list(@Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        ApiSearch.Request request = new ApiSearch.Request(
                SearchTerms.read(query),
                SortOrder.read(query),
                query.page(),
                query.kept("query", "sortBy", "sortOrder"));
        return query.errors().isEmpty()
                ? Response.ok(cards(search.forCreators(ViewerReader.read(user), request)))
                        .build()
                : ErrorBody.response(Refusal.of(query.errors()));
    }

    private Page<ApiCardBody> cards(Page<ApiEntity> page) {
        Map<UUID, List<LiveRevision>> live =
                deployments.live(page.list().stream().map(ApiEntity::id).toList());
        return page.map(api -> ApiCardBody.of(
                api,
                live.getOrDefault(api.id(), List.of()),
                upstreams.summary(api.id().toString())));
    }
}
