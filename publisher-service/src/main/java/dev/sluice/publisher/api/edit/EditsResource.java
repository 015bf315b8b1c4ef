package dev.sluice.publisher.api.edit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.body.ApiNameReader;
import dev.sluice.publisher.api.registry.Apis;
import dev.sluice.publisher.api.version.ViewerReader;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
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
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** {@code /apis/{apiId}}, its {@code /topics}, and {@code /apis/copy-api}: changes. */
@Path("/api/am/publisher/v4")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class EditsResource {
    private static final int MAX_ID = 64;

    private final Apis apis;
    private final ApiEdits edits;
    private final Versions versions;
    private final ApiAnswers answers;

    EditsResource(Apis apis, ApiEdits edits, Versions versions, ApiAnswers answers) {
        this.apis = apis;
        this.edits = edits;
        this.versions = versions;
        this.answers = answers;
    }

    @PUT
    @Path("/apis/{apiId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.API_CREATE, Scope.API_MANAGE, Scope.API_PUBLISH})
    public Response replace(
            @PathParam("apiId") String apiId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable JsonNode body,
            @Context SecurityContext user) {
        return Ids.parse(apiId)
                .map(id -> answers.to(
                        edits.replace(
                                id,
                                ifMatch,
                                Fields.of(body),
                                ViewerReader.read(user).roles()),
                        200))
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    @GET
    @Path("/apis/{apiId}/topics")
    @RequiresScope({Scope.API_VIEW, Scope.API_MANAGE})
    public Response topics(@PathParam("apiId") String apiId) {
        return Ids.parse(apiId)
                .flatMap(apis::find)
                .map(api -> ApiAnswers.tagged(Response.ok(TopicListBody.of(api.design())), api)
                        .build())
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    @PUT
    @Path("/apis/{apiId}/topics")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.API_CREATE, Scope.API_MANAGE, Scope.API_IMPORT_EXPORT})
    public Response replaceTopics(
            @PathParam("apiId") String apiId,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable JsonNode body) {
        return Ids.parse(apiId)
                .map(id -> answers.to(edits.replaceTopics(id, ifMatch, Fields.of(body)), 200))
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }

    @POST
    @Path("/apis/copy-api")
    @RequiresScope({Scope.API_CREATE, Scope.API_MANAGE})
    public Response copy(@Context UriInfo uri) {
        Query query = Query.of(uri);
        String apiId = query.required("apiId", MAX_ID);
        String newVersion = query.required("newVersion", ApiNameReader.MAX_VERSION);
        boolean isDefault = query.flag("defaultVersion", false);
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        return Ids.parse(apiId)
                .map(id -> answers.to(versions.copy(id, newVersion, isDefault), 201))
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }
}
