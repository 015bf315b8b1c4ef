package dev.sluice.publisher.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.developer.key.ApplicationKeyBody;
import dev.sluice.publisher.developer.key.ApplicationKeys;
import dev.sluice.publisher.developer.key.NewKeys;
import dev.sluice.publisher.developer.key.TokenLifetime;
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
import org.jspecify.annotations.Nullable;

/** {@code /applications/{applicationId}/generate-keys} of the developer portal: keys, and a first token of theirs. */
@Path("/api/am/devportal/v3/applications/{applicationId}/generate-keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class NewKeysResource {
    private final ApplicationKeys keys;
    private final ApplicationTokens tokens;
    private final OutcomeAnswers answers;

    NewKeysResource(ApplicationKeys keys, ApplicationTokens tokens, OutcomeAnswers answers) {
        this.keys = keys;
        this.tokens = tokens;
        this.answers = answers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresScope({Scope.SUBSCRIBE, Scope.APP_MANAGE})
    public Response generate(
            @PathParam("applicationId") String applicationId, @Nullable JsonNode body, @Context SecurityContext user) {
        String owner = user.getUserPrincipal().getName();
        return Ids.parse(applicationId)
                .map(id -> answers.to(keys.generate(id, owner, Fields.of(body)), 200, this::withToken))
                .map(answer -> Response.fromResponse(answer)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build())
                .orElseGet(() -> ErrorBody.response(
                        PublisherProblem.APPLICATION_NOT_FOUND, "Application " + applicationId + " not found"));
    }

    /** Without one while no key may sign. */
    private ApplicationKeyBody withToken(NewKeys made) {
        ApplicationKeyBody body = ApplicationKeyBody.of(made);
        return tokens.issue(made.client(), String.join(" ", made.scopes()), TokenLifetime.DEFAULT)
                .map(token -> body.withToken(PortalTokensResource.body(token)))
                .orElse(body);
    }
}
