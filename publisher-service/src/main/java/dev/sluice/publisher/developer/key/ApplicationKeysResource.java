package dev.sluice.publisher.developer.key;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** {@code /applications/{applicationId}/oauth-keys} of the developer portal. */
@Path("/api/am/devportal/v3/applications/{applicationId}/oauth-keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ApplicationKeysResource {
    private final ApplicationKeys keys;
    private final OutcomeAnswers answers;

    ApplicationKeysResource(ApplicationKeys keys, OutcomeAnswers answers) {
        this.keys = keys;
        this.answers = answers;
    }

    record KeyListBody(int count, List<ApplicationKeyBody> list) {
        static KeyListBody of(List<ApplicationKeyEntity> keys) {
            return new KeyListBody(
                    keys.size(), keys.stream().map(ApplicationKeyBody::of).toList());
        }
    }

    /** The contract's {@code ApplicationKeyReGenerateResponse}. A class, not a record: it does not show itself in logs. */
    static final class RenewedSecretBody {
        public final String consumerKey;
        public final String consumerSecret;

        RenewedSecretBody(NewKeys renewed) {
            this.consumerKey = renewed.key().consumerKey();
            this.consumerSecret = renewed.secret().reveal();
        }
    }

    @GET
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE})
    public Response list(@PathParam("applicationId") String applicationId, @Context SecurityContext user) {
        return Ids.parse(applicationId)
                .flatMap(id -> keys.list(id, nameOf(user)))
                .map(list -> Response.ok(KeyListBody.of(list)).build())
                .orElseGet(() -> unknownApplication(applicationId));
    }

    @GET
    @Path("/{keyMappingId}")
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE})
    public Response get(
            @PathParam("applicationId") String applicationId,
            @PathParam("keyMappingId") String keyMappingId,
            @Context SecurityContext user) {
        UUID application = Ids.parse(applicationId).orElse(null);
        return application == null
                ? unknownApplication(applicationId)
                : Ids.parse(keyMappingId)
                        .flatMap(id -> keys.find(application, id, nameOf(user)))
                        .map(key -> Response.ok(ApplicationKeyBody.of(key)).build())
                        .orElseGet(() -> unknownKeys(keyMappingId));
    }

    @PUT
    @Path("/{keyMappingId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE})
    public Response change(
            @PathParam("applicationId") String applicationId,
            @PathParam("keyMappingId") String keyMappingId,
            @Nullable JsonNode body,
            @Context SecurityContext user) {
        return ofKeys(
                applicationId,
                keyMappingId,
                (application, key) -> answers.to(
                        keys.change(application, key, nameOf(user), Fields.of(body)), 200, ApplicationKeyBody::of));
    }

    /** The only answer that shows the new secret. */
    @POST
    @Path("/{keyMappingId}/regenerate-secret")
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE})
    public Response renewSecret(
            @PathParam("applicationId") String applicationId,
            @PathParam("keyMappingId") String keyMappingId,
            @Context SecurityContext user) {
        return ofKeys(
                applicationId,
                keyMappingId,
                (application, key) -> Response.fromResponse(answers.to(
                                keys.renewSecret(application, key, nameOf(user)), 200, RenewedSecretBody::new))
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    @DELETE
    @Path("/{keyMappingId}")
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE})
    public Response remove(
            @PathParam("applicationId") String applicationId,
            @PathParam("keyMappingId") String keyMappingId,
            @Context SecurityContext user) {
        return ofKeys(
                applicationId,
                keyMappingId,
                (application, key) -> answers.empty(keys.remove(application, key, nameOf(user))));
    }

    private static Response ofKeys(String applicationId, String keyMappingId, BiFunction<UUID, UUID, Response> answer) {
        UUID application = Ids.parse(applicationId).orElse(null);
        return application == null
                ? unknownApplication(applicationId)
                : Ids.parse(keyMappingId)
                        .map(key -> answer.apply(application, key))
                        .orElseGet(() -> unknownKeys(keyMappingId));
    }

    private static String nameOf(SecurityContext user) {
        return user.getUserPrincipal().getName();
    }

    private static Response unknownApplication(String applicationId) {
        return ErrorBody.response(
                PublisherProblem.APPLICATION_NOT_FOUND, "Application " + applicationId + " not found");
    }

    private static Response unknownKeys(String keyMappingId) {
        return ErrorBody.response(PublisherProblem.KEYS_NOT_FOUND, "Key mapping " + keyMappingId + " not found");
    }
}
