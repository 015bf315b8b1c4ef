package dev.sluice.publisher.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.Fields;
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
import org.jspecify.annotations.Nullable;

/** {@code /webhooks} of the admin REST API: those of all APIs. */
@Path("/api/am/admin/v4/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class AdminWebhooksResource {
    private static final String PATH = "/webhooks";

    private final WebhookRoutesResource routes;

    AdminWebhooksResource(WebhookRoutesResource routes) {
        this.routes = routes;
    }

    @GET
    @RequiresScope(Scope.ADMIN)
    public Response list(@Context UriInfo uri) {
        return WebhookRoutesResource.paged(uri, page -> routes.list(null, PATH, page));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.ADMIN)
    public Response create(@Nullable JsonNode body) {
        return routes.create(null, Fields.of(body));
    }

    @GET
    @Path("/{webhookId}")
    @RequiresScope(Scope.ADMIN)
    public Response get(@PathParam("webhookId") String webhookId) {
        return routes.get(null, webhookId);
    }

    @PUT
    @Path("/{webhookId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope(Scope.ADMIN)
    public Response change(
            @PathParam("webhookId") String webhookId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable JsonNode body) {
        return routes.change(null, webhookId, ifMatch, Fields.of(body));
    }

    @DELETE
    @Path("/{webhookId}")
    @RequiresScope(Scope.ADMIN)
    public Response delete(@PathParam("webhookId") String webhookId) {
        return routes.delete(null, webhookId);
    }

    @GET
    @Path("/{webhookId}/deliveries")
    @RequiresScope(Scope.ADMIN)
    public Response deliveries(@PathParam("webhookId") String webhookId, @Context UriInfo uri) {
        return WebhookRoutesResource.paged(uri, page -> routes.deliveries(null, webhookId, PATH, page));
    }

    @POST
    @Path("/{webhookId}/test")
    @RequiresScope(Scope.ADMIN)
    public Response test(@PathParam("webhookId") String webhookId) {
        return routes.test(null, webhookId);
    }
}
