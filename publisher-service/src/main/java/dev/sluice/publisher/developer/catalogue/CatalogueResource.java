package dev.sluice.publisher.developer.catalogue;

import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.deployment.Deployments;
import dev.sluice.publisher.api.registry.ApiSearch;
import dev.sluice.publisher.api.registry.SearchTerms;
import dev.sluice.publisher.api.registry.SortOrder;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ViewerReader;
import dev.sluice.publisher.delivery.environment.EnvironmentConfig;
import dev.sluice.publisher.plan.PlanBody;
import dev.sluice.publisher.plan.Plans;
import dev.sluice.publisher.web.access.AnyVisitor;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.EntityTags;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.PageRequest;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /apis} and {@code /tags} of the developer portal, for visitors, too. */
@Path("/api/am/devportal/v3")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class CatalogueResource {
    private final Catalogue catalogue;
    private final Deployments deployments;
    private final EnvironmentConfig environment;
    private final Plans plans;

    CatalogueResource(Catalogue catalogue, Deployments deployments, EnvironmentConfig environment, Plans plans) {
        this.catalogue = catalogue;
        this.deployments = deployments;
        this.environment = environment;
        this.plans = plans;
    }

    @GET
    @Path("/apis")
    @AnyVisitor
    public Response list(@Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        ApiSearch.Request request = new ApiSearch.Request(
                SearchTerms.read(query), SortOrder.NEWEST_FIRST, query.page(), query.kept("query"));
        return query.errors().isEmpty()
                ? Response.ok(catalogue.list(ViewerReader.read(user), request).map(CatalogueEntryBody::of))
                        .build()
                : ErrorBody.response(Refusal.of(query.errors()));
    }

    @GET
    @Path("/tags")
    @AnyVisitor
    public Response tags(@Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        PageRequest page = query.page();
        return query.errors().isEmpty()
                ? Response.ok(catalogue.tags(ViewerReader.read(user), page)).build()
                : ErrorBody.response(Refusal.of(query.errors()));
    }

    @GET
    @Path("/apis/{apiId}")
    @AnyVisitor
    public Response get(
            @PathParam("apiId") String apiId,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch,
            @Context SecurityContext user) {
        return find(apiId, user)
                .map(api -> EntityTags.isKnown(ifNoneMatch, api.entityTag())
                        ? ApiAnswers.tagged(Response.notModified(), api).build()
                        : ApiAnswers.tagged(Response.ok(CatalogueApiBody.of(api, urls(api))), api)
                                .build())
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    private List<EndpointUrls> urls(ApiEntity api) {
        return deployments.shownToDevelopers(api.id()).stream()
                .map(deployment -> EndpointUrls.of(api, deployment, environment))
                .toList();
    }

    @GET
    @Path("/apis/{apiId}/topics")
    @AnyVisitor
    public Response topics(@PathParam("apiId") String apiId, @Context SecurityContext user) {
        return find(apiId, user)
                .map(api -> ApiAnswers.tagged(Response.ok(CatalogueTopicsBody.of(api)), api)
                        .build())
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    /** The plans that it is offered under and this developer may choose. */
    @GET
    @Path("/apis/{apiId}/subscription-policies")
    @AnyVisitor
    public Response plans(@PathParam("apiId") String apiId, @Context SecurityContext user) {
        return find(apiId, user)
                .map(api -> Response.ok(plans.named(api.design().policies()).stream()
                                .filter(plan -> plan.mayBeChosenBy(
                                        ViewerReader.read(user).roles()))
                                .map(PlanBody::of)
                                .toList())
                        .build())
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    private Optional<ApiEntity> find(String apiId, SecurityContext user) {
        return Ids.parse(apiId).flatMap(id -> catalogue.find(ViewerReader.read(user), id));
    }
}
