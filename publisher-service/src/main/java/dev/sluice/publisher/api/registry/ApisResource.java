package dev.sluice.publisher.api.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.plan.PlanBody;
import dev.sluice.publisher.plan.Plans;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.rest.EntityTags;
import dev.sluice.publisher.web.rest.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** {@code /apis}: create, read. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApisResource {
    private final Apis apis;
    private final ApiAnswers answers;
    private final Plans plans;

    ApisResource(Apis apis, ApiAnswers answers, Plans plans) {
        this.apis = apis;
        this.answers = answers;
        this.plans = plans;
    }

    @POST
    @Path("/apis")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.API_CREATE, Scope.API_MANAGE})
    public Response create(@Nullable JsonNode body, @Context SecurityContext user) {
        return answers.to(apis.create(Fields.of(body), user.getUserPrincipal().getName()), 201);
    }

    @GET
    @Path("/apis/{apiId}")
    @RequiresScope({Scope.API_VIEW, Scope.API_MANAGE, Scope.API_IMPORT_EXPORT, Scope.API_PRODUCT_IMPORT_EXPORT})
    public Response get(
            @PathParam("apiId") String apiId, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        return Ids.parse(apiId)
                .flatMap(apis::find)
                .map(api -> EntityTags.isKnown(ifNoneMatch, api.entityTag())
                        ? ApiAnswers.tagged(Response.notModified(), api).build()
                        : ApiAnswers.of(api))
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    /** The plans that it is offered under. */
    @GET
    @Path("/apis/{apiId}/subscription-policies")
    @RequiresScope({Scope.API_VIEW, Scope.API_MANAGE})
    public Response plans(@PathParam("apiId") String apiId) {
        return Ids.parse(apiId)
                .flatMap(apis::find)
                .map(api -> Response.ok(plans.named(api.design().policies()).stream()
                                .map(PlanBody::of)
                                .toList())
                        .build())
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }
}
