package dev.sluice.publisher.developer.apikey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.api.KeyType;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.api.version.ViewerReader;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.FieldError;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** {@code /applications/{applicationId}/api-keys/{keyType}} of the developer portal. */
@Path("/api/am/devportal/v3/applications/{applicationId}/api-keys/{keyType}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApplicationApiKeysResource extends ApiKeyResource {
    private final ApiKeys keys;
    private final ApiKeyList list;
    private final ApiKeyChanges changes;

    ApplicationApiKeysResource(ApiKeys keys, ApiKeyList list, ApiKeyChanges changes, OutcomeAnswers answers) {
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
    public Response generate(
            @PathParam("applicationId") String applicationId,
            @PathParam("keyType") String keyType,
            @Nullable JsonNode body,
            @Context SecurityContext user) {
        Viewer developer = ViewerReader.read(user);
        return of(
                applicationId,
                keyType,
                (application, type) -> made(keys.generate(application, type, developer, Fields.of(body))));
    }

    @POST
    @Path("/regenerate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE, Scope.API_KEY})
    public Response regenerate(
            @PathParam("applicationId") String applicationId,
            @PathParam("keyType") String keyType,
            @Nullable JsonNode body,
            @Context SecurityContext user) {
        Viewer developer = ViewerReader.read(user);
        return of(
                applicationId,
                keyType,
                (application, type) -> made(keys.regenerate(
                        ApiKeyFilter.ofApplication(developer.name(), application, type), developer, Fields.of(body))));
    }

    @GET
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE, Scope.API_KEY})
    public Response page(
            @PathParam("applicationId") String applicationId,
            @PathParam("keyType") String keyType,
            @Context UriInfo uri,
            @Context SecurityContext user) {
        Query query = Query.of(uri);
        PageRequest page = query.page();
        if (!query.errors().isEmpty()) {
            return ErrorBody.response(Refusal.of(query.errors()));
        }
        String owner = nameOf(user);
        return of(
                applicationId,
                keyType,
                (application, type) -> list.isOwned(application, owner)
                        ? Response.ok(list.page(
                                                ApiKeyFilter.ofApplication(owner, application, type),
                                                page,
                                                "/applications/" + application + "/api-keys/" + type)
                                        .map(ApiKeyBody::of))
                                .build()
                        : unknownApplication(applicationId));
    }

    @GET
    @Path("/{keyUUID}")
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE, Scope.API_KEY})
    public Response get(
            @PathParam("applicationId") String applicationId,
            @PathParam("keyType") String keyType,
            @PathParam("keyUUID") String keyUUID,
            @Context SecurityContext user) {
        return of(
                applicationId,
                keyType,
                (application, type) -> one(Ids.parse(keyUUID)
                        .flatMap(key -> list.find(ApiKeyFilter.ofApplication(nameOf(user), application, type), key))));
    }

    @PUT
    @Path("/{keyUUID}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE, Scope.API_KEY})
    public Response change(
            @PathParam("applicationId") String applicationId,
            @PathParam("keyType") String keyType,
            @PathParam("keyUUID") String keyUUID,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Nullable JsonNode body,
            @Context SecurityContext user) {
        return of(
                applicationId,
                keyType,
                (application, type) -> Ids.parse(keyUUID)
                        .map(key -> changed(changes.change(
                                ApiKeyFilter.ofApplication(nameOf(user), application, type),
                                key,
                                ifMatch,
                                Fields.of(body))))
                        .orElseGet(ApiKeyResource::unknown));
    }

    @POST
    @Path("/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE, Scope.API_KEY})
    public Response revoke(
            @PathParam("applicationId") String applicationId,
            @PathParam("keyType") String keyType,
            @Nullable JsonNode body,
            @Context SecurityContext user) {
        return of(
                applicationId,
                keyType,
                (application, type) -> revoked(
                        keys.revoke(ApiKeyFilter.ofApplication(nameOf(user), application, type), Fields.of(body))));
    }

    private static Response of(String applicationId, String keyType, BiFunction<UUID, KeyType, Response> answer) {
        Optional<KeyType> type = Arrays.stream(KeyType.values())
                .filter(known -> known.name().equals(keyType))
                .findFirst();
        if (type.isEmpty()) {
            return ErrorBody.response(Refusal.of(List.of(new FieldError("keyType", "must be PRODUCTION or SANDBOX"))));
        }
        return Ids.parse(applicationId)
                .map(application -> answer.apply(application, type.get()))
                .orElseGet(() -> unknownApplication(applicationId));
    }

    private static String nameOf(SecurityContext user) {
        return user.getUserPrincipal().getName();
    }

    private static Response unknownApplication(String applicationId) {
        return ErrorBody.response(
                PublisherProblem.APPLICATION_NOT_FOUND, "Application " + applicationId + " not found");
    }
}
