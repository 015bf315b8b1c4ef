package dev.sluice.publisher.oauth.keymanager;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.api.version.ViewerReader;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.developer.key.ApplicationKeyBody;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /key-managers} and {@code /applications/{applicationId}/map-keys} of the developer portal. */
@Path("/api/am/devportal/v3")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class MappedKeysResource {
    private final MappedKeys mapped;
    private final OutcomeAnswers answers;

    MappedKeysResource(MappedKeys mapped, OutcomeAnswers answers) {
        this.mapped = mapped;
        this.answers = answers;
    }

    /** A key manager as developers see it: where they get tokens, and for whom. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeyManagerInfoBody(
            String id,
            String name,
            String displayName,
            String type,
            String description,
            boolean enabled,
            String issuer,
            @Nullable String wellKnownEndpoint,
            @Nullable String tokenEndpoint,
            List<String> audiences,
            boolean enableMapOAuthConsumerApps) {
        static KeyManagerInfoBody of(KeyManagerEntity manager) {
            KeyManagerSettings settings = manager.settings();
            return new KeyManagerInfoBody(
                    manager.id().toString(),
                    manager.name(),
                    settings.displayName(),
                    settings.type(),
                    settings.description(),
                    settings.isEnabled(),
                    manager.issuer(),
                    settings.wellKnownEndpoint(),
                    settings.tokenEndpoint(),
                    settings.audiences(),
                    settings.isMappingOn());
        }
    }

    record KeyManagerListBody(int count, List<KeyManagerInfoBody> list) {}

    @GET
    @Path("/key-managers")
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE})
    public KeyManagerListBody list() {
        List<KeyManagerInfoBody> list =
                mapped.usable().stream().map(KeyManagerInfoBody::of).toList();
        return new KeyManagerListBody(list.size(), list);
    }

    @POST
    @Path("/applications/{applicationId}/map-keys")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE})
    public Response map(
            @PathParam("applicationId") String applicationId, @Nullable JsonNode body, @Context SecurityContext user) {
        return Ids.parse(applicationId)
                .map(id -> answers.to(
                        mapped.map(
                                id,
                                user.getUserPrincipal().getName(),
                                ViewerReader.read(user).isAdmin(),
                                Fields.of(body)),
                        200,
                        ApplicationKeyBody::of))
                .orElseGet(() -> ErrorBody.response(
                        PublisherProblem.APPLICATION_NOT_FOUND, "Application " + applicationId + " not found"));
    }
}
