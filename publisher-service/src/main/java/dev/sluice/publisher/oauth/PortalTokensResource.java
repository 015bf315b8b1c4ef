package dev.sluice.publisher.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.developer.key.ApplicationTokenBody;
import dev.sluice.publisher.web.access.RequiresScope;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.ErrorBody;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.Ids;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
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
import org.jspecify.annotations.Nullable;

/** {@code /applications/{applicationId}/oauth-keys/{keyMappingId}/generate-token} of the developer portal. */
@Path("/api/am/devportal/v3/applications/{applicationId}/oauth-keys/{keyMappingId}/generate-token")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PortalTokensResource {
    private final PortalTokens tokens;
    private final OutcomeAnswers answers;

    PortalTokensResource(PortalTokens tokens, OutcomeAnswers answers) {
        this.tokens = tokens;
        this.answers = answers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE})
    public Response generate(
            @PathParam("applicationId") String applicationId,
            @PathParam("keyMappingId") String keyMappingId,
            @Nullable JsonNode body,
            @Context SecurityContext user) {
        UUID application = Ids.parse(applicationId).orElse(null);
        UUID key = Ids.parse(keyMappingId).orElse(null);
        if (application == null || key == null) {
            return ErrorBody.response(PublisherProblem.KEYS_NOT_FOUND, "Key mapping " + keyMappingId + " not found");
        }
        String owner = user.getUserPrincipal().getName();
        Response answer =
                answers.to(tokens.generate(application, key, owner, Fields.of(body)), 200, PortalTokensResource::body);
        return Response.fromResponse(answer)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    static ApplicationTokenBody body(IssuedToken token) {
        return new ApplicationTokenBody(token.text(), List.of(token.scope().split(" ", -1)), token.lifetime());
    }
}
