package dev.sluice.publisher.developer.apikey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.api.body.ApiAnswers;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.api.version.ViewerReader;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.PageRequest;
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
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /apis/{apiId}/api-keys} of the developer portal: a developer's keys for an API, of all applications. */
@Path("/api/am/devportal/v3/apis/{apiId}/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApiApiKeysResource extends ApiKeyResource {
    private final ApiKeys keys;
    private final ApiKeyList list;
    private final ApiKeyChanges changes;

    ApiApiKeysResource(ApiKeys keys, ApiKeyList list, ApiKeyChanges changes, OutcomeAnswers answers) {
        super(answers);
        this.keys = keys;
        this.list = list;
        this.changes = changes;
    }

    /** Its answer is the only one that shows the key. */
    @POST
    @Path("/generate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE, Scope.API_KEY})
    public Response generate(@PathParam("apiId") String apiId, @Nullable JsonNode body, @Context SecurityContext user) {
        Viewer developer = ViewerReader.read(user);
        return of(apiId, developer, api -> made(keys.generate(api, developer, Fields.of(body))));
    }

    @POST
    @Path("/regenerate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE, Scope.API_KEY})
    public Response regenerate(
            @PathParam("apiId") String apiId, @Nullable JsonNode body, @Context SecurityContext user) {
        Viewer developer = ViewerReader.read(user);
        return of(
                apiId,
                developer,
                api -> made(keys.regenerate(ApiKeyFilter.ofApi(developer.name(), api), developer, Fields.of(body))));
    }

    @GET
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE, Scope.API_KEY})
    public Response page(@PathParam("apiId") String apiId, @Context UriInfo uri, @Context SecurityContext user) {
        Query query = Query.of(uri);
        PageRequest page = query.page();
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        Viewer developer = ViewerReader.read(user);
        return of(
                apiId,
                developer,
                api -> Response.ok(
                                list.page(ApiKeyFilter.ofApi(developer.name(), api), page, "/apis/" + api + "/api-keys")
                                        .map(ApiKeyBody::of))
                        .build());
    }

    @GET
    @Path("/{keyUUID}")
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE, Scope.API_KEY})
    public Response get(
            @PathParam("apiId") String apiId, @PathParam("keyUUID") String keyUUID, @Context SecurityContext user) {
        Viewer developer = ViewerReader.read(user);
        return of(
                apiId,
                developer,
                api -> one(Ids.parse(keyUUID)
                        .flatMap(key -> list.find(ApiKeyFilter.ofApi(developer.name(), api), key))));
    }

    @PUT
    @Path("/{keyUUID}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE, Scope.API_KEY})
    public Response change(
            @PathParam("apiId") String apiId,
            @PathParam("keyUUID") String keyUUID,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable JsonNode body,
            @Context SecurityContext user) {
        Viewer developer = ViewerReader.read(user);
        return of(
                apiId,
                developer,
                api -> Ids.parse(keyUUID)
                        .map(key -> changed(changes.change(
                                ApiKeyFilter.ofApi(developer.name(), api), key, ifMatch, Fields.of(body))))
                        .orElseGet(ApiKeyResource::unknown));
    }

    @POST
    @Path("/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE, Scope.API_KEY})
    public Response revoke(@PathParam("apiId") String apiId, @Nullable JsonNode body, @Context SecurityContext user) {
        Viewer developer = ViewerReader.read(user);
        return of(
                apiId,
                developer,
                api -> revoked(keys.revoke(ApiKeyFilter.ofApi(developer.name(), api), Fields.of(body))));
    }

    private Response of(String apiId, Viewer developer, Function<UUID, Response> answer) {
        return Ids.parse(apiId)
                .filter(api -> list.isKnown(api, developer))
                .map(answer)
                .orElseGet(() -> ApiAnswers.unknownApi(apiId));
    }
}
