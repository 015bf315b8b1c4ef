package dev.sluice.publisher.oauth;

import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.propagation.OutcomeAnswers;
import dev.sluice.publisher.developer.key.Client;
import dev.sluice.publisher.identity.client.RegisteredClient;
import dev.sluice.publisher.identity.session.IssuedTokens;
import dev.sluice.publisher.identity.session.Sessions;
import dev.sluice.publisher.identity.signingkey.SigningKeys;
import dev.sluice.publisher.oauth.authorize.CodeGrantResult;
import dev.sluice.publisher.oauth.authorize.CodeGrants;
import dev.sluice.publisher.web.access.OwnSignIn;
import dev.sluice.publisher.web.problem.OAuthError;
import dev.sluice.publisher.web.problem.OAuthErrorBody;
import dev.sluice.publisher.web.problem.StorableText;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token service: RFC 6749, RFC 7009 revocation, RFC 7517 keys. A client of an application gets tokens for the gateways, by
 * client credentials; a registered client of a script gets tokens for the REST APIs.
 */
@Path("/oauth2")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TokenResource {
    private static final String CLIENT_CREDENTIALS = "client_credentials";
    private static final String AUTHORIZATION_CODE = "authorization_code";

    private final ClientAuthentication clients;
    private final ApplicationTokens applicationTokens;
    private final SessionGrants sessionGrants;
    private final CodeGrants codeGrants;
    private final Sessions sessions;
    private final SigningKeys keys;
    private final OutcomeAnswers answers;

    TokenResource(
            ClientAuthentication clients,
            ApplicationTokens applicationTokens,
            SessionGrants sessionGrants,
            CodeGrants codeGrants,
            Sessions sessions,
            SigningKeys keys,
            OutcomeAnswers answers) {
        this.clients = clients;
        this.applicationTokens = applicationTokens;
        this.sessionGrants = sessionGrants;
        this.codeGrants = codeGrants;
        this.sessions = sessions;
        this.keys = keys;
        this.answers = answers;
    }

    @POST
    @Path("/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @OwnSignIn
    public Response token(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpServerRequest request,
            MultivaluedMap<String, String> form) {
        if (form.values().stream().anyMatch(values -> values.size() > 1)) {
            return OAuthErrorBody.response(OAuthError.INVALID_REQUEST, "A parameter must not be there twice.");
        }
        if (form.values().stream().anyMatch(values -> !values.stream().allMatch(StorableText::is))) {
            return OAuthErrorBody.response(OAuthError.INVALID_REQUEST, "A parameter holds U+0000 or half a character.");
        }
        String grantType = form.getFirst("grant_type");
        if (grantType == null) {
            return OAuthErrorBody.response(OAuthError.INVALID_REQUEST, "grant_type is missing.");
        }
        TokenForm parameters = TokenForm.of(form);
        boolean isPortal = ClientAuthentication.credentials(authorization, parameters)
                .filter(sent -> codeGrants.isClient(sent.name(), sent.password()))
                .isPresent();
        if (isPortal) {
            return grantType.equals(AUTHORIZATION_CODE)
                    ? answer(codeGrants.redeem(
                            parameters.text("code"), parameters.text("redirect_uri"), parameters.text("code_verifier")))
                    : OAuthErrorBody.response(
                            OAuthError.UNSUPPORTED_GRANT_TYPE, "Use grant_type=" + AUTHORIZATION_CODE + '.');
        }
        Optional<OAuthClient> client = clients.authenticate(authorization, parameters);
        if (client.isEmpty()) {
            return OAuthErrorBody.response(OAuthError.INVALID_CLIENT, "Client id or secret is wrong or missing.");
        }
        return switch (client.get()) {
            case OAuthClient.OfApplication(Client application) ->
                grantType.equals(CLIENT_CREDENTIALS)
                        ? answer(applicationTokens.grant(application, parameters.text("scope")))
                        : OAuthErrorBody.response(
                                OAuthError.UNSUPPORTED_GRANT_TYPE, "Use grant_type=client_credentials.");
            case OAuthClient.OfScript(RegisteredClient script) ->
                answer(sessionGrants.grant(
                        script, grantType, parameters, request.remoteAddress().hostAddress()));
        };
    }

    private static Response answer(CodeGrantResult result) {
        return switch (result) {
            case CodeGrantResult.Granted granted -> TokenBody.answer(granted);
            case CodeGrantResult.Refused(var error, var description) -> OAuthErrorBody.response(error, description);
        };
    }

    private static Response answer(GrantResult result) {
        return switch (result) {
            case GrantResult.OfApplication(IssuedToken token) -> TokenBody.answer(token);
            case GrantResult.OfSession(IssuedTokens tokens) -> TokenBody.answer(tokens);
            case GrantResult.Refused(OAuthError error, String description) ->
                OAuthErrorBody.response(error, description);
            case GrantResult.TooManyFailures(Duration delay) -> OAuthErrorBody.tooManyFailures(delay);
        };
    }

    @GET
    @Path("/jwks")
    @OwnSignIn
    public Map<String, List<Map<String, String>>> jwks() {
        return Map.of("keys", keys.jwks());
    }

    /** A text that is no token of ours is no error: it is of no use already. */
    @POST
    @Path("/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @OwnSignIn
    public Response revoke(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            MultivaluedMap<String, String> form) {
        String token = form.getFirst("token");
        if (token == null) {
            return OAuthErrorBody.response(OAuthError.INVALID_REQUEST, "token is missing.");
        }
        Optional<OAuthClient> client = clients.authenticate(authorization, TokenForm.of(form));
        if (client.isEmpty()) {
            return OAuthErrorBody.response(OAuthError.INVALID_CLIENT, "Client id or secret is wrong or missing.");
        }
        return switch (client.get()) {
            case OAuthClient.OfApplication(Client application) -> revoke(application, token);
            case OAuthClient.OfScript(RegisteredClient script) ->
                switch (sessions.revoke(script, token)) {
                    case REVOKED, UNKNOWN -> Response.ok().build();
                    case OTHER_CLIENT -> otherClient();
                };
        };
    }

    private Response revoke(Client application, String text) {
        Optional<AccessToken> found = applicationTokens.read(text);
        if (found.isEmpty()) {
            return Response.ok().build();
        }
        AccessToken token = found.get();
        return token.consumerKey().equals(application.consumerKey())
                ? answers.empty(Outcome.done(token, applicationTokens.revoke(token)))
                : otherClient();
    }

    private static Response otherClient() {
        return OAuthErrorBody.response(OAuthError.UNAUTHORIZED_CLIENT, "The token was given to another client.");
    }
}
