package dev.sluice.publisher.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.Fields;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code /apis/{apiId}/webhooks}: those of an API. A URL may hold a secret of its receiver, so reading them takes what changing
 * them takes.
 */
@Path("/api/am/publisher/v4/apis/{apiId}/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApiWebhooksResource {
    private final Apis apis;
    private final WebhookRoutesResource routes;

    ApiWebhooksResource(Apis apis, WebhookRoutesResource routes) {
        this.apis = apis;
        this.routes = routes;
    }

    @GET
    @RequiresScope({Scope.API_PUBLISH, Scope.API_MANAGE})
    public Response list(@PathParam("apiId") String apiId, @Context UriInfo uri) {
        return WebhookRoutesResource.paged(uri, page -> of(apiId, id -> routes.list(id, path(id), page)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.API_PUBLISH, Scope.API_MANAGE})
    public Response create(@PathParam("apiId") String apiId, @Nullable JsonNode body) {
        return of(apiId, id -> routes.create(id, Fields.of(body)));
    }

    @GET
    @Path("/{webhookId}")
    @RequiresScope({Scope.API_PUBLISH, Scope.API_MANAGE})
    public Response get(@PathParam("apiId") String apiId, @PathParam("webhookId") String webhookId) {
        return of(apiId, id -> routes.get(id, webhookId));
    }

    @PUT
    @Path("/{webhookId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.API_PUBLISH, Scope.API_MANAGE})
    public Response change(
            @PathParam("apiId") String apiId,
            @PathParam("webhookId") String webhookId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable JsonNode body) {
        return of(apiId, id -> routes.change(id, webhookId, ifMatch, Fields.of(body)));
    }

    @DELETE
    @Path("/{webhookId}")
    @RequiresScope({Scope.API_PUBLISH, Scope.API_MANAGE})
    public Response delete(@PathParam("apiId") String apiId, @PathParam("webhookId") String webhookId) {
        return of(apiId, id -> routes.delete(id, webhookId));
    }

    @GET
    @Path("/{webhookId}/deliveries")
    @RequiresScope({Scope.API_PUBLISH, Scope.API_MANAGE})
    public Response deliveries(
            @PathParam("apiId") String apiId, @PathParam("webhookId") String webhookId, @Context UriInfo uri) {
        return WebhookRoutesResource.paged(
                uri, page -> of(apiId, id -> routes.deliveries(id, webhookId, path(id), page)));
    }

    @POST
    @Path("/{webhookId}/test")
    @RequiresScope({Scope.API_PUBLISH, Scope.API_MANAGE})
    public Response test(@PathParam("apiId") String apiId, @PathParam("webhookId") String webhookId) {
        return of(apiId, id -> routes.test(id, webhookId));
    }

    private Response of(String apiId, Function<UUID, Response> answer) {
        return Ids.parse(apiId)
                .flatMap(apis::find)
                .map(ApiEntity::id)
                .map(answer)
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    private static String path(UUID apiId) {
        return "/apis/" + apiId + "/webhooks";
    }
}
