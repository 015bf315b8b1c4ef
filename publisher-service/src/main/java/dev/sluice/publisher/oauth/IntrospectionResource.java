package dev.sluice.publisher.oauth;

import dev.sluice.publisher.identity.session.Sessions;
import dev.sluice.publisher.identity.signin.BasicCredentials;
import dev.sluice.publisher.identity.signin.SignIn;
import dev.sluice.publisher.identity.signin.SignInResult;
import dev.sluice.publisher.identity.signingkey.TokenConfig;
import dev.sluice.publisher.web.access.OwnSignIn;
import dev.sluice.publisher.web.access.Scope;
import dev.sluice.publisher.web.problem.OAuthError;
import dev.sluice.publisher.web.problem.OAuthErrorBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /oauth2/introspect}: RFC 7662. A client may ask for its own tokens, an admin, by Basic as WSO2 has it, for all.
 */
@Path("/oauth2/introspect")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class IntrospectionResource {
    private final ClientAuthentication clients;
    private final SignIn signIn;
    private final Sessions sessions;
    private final ApplicationTokens applicationTokens;
    private final TokenConfig config;

    IntrospectionResource(
            ClientAuthentication clients,
            SignIn signIn,
            Sessions sessions,
            ApplicationTokens applicationTokens,
            TokenConfig config) {
        this.clients = clients;
        this.signIn = signIn;
        this.sessions = sessions;
        this.applicationTokens = applicationTokens;
        this.config = config;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @OwnSignIn
    public Response introspect(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpServerRequest request,
            MultivaluedMap<String, String> form) {
        String token = form.getFirst("token");
        if (token == null) {
            return OAuthErrorBody.response(OAuthError.INVALID_REQUEST, "token is missing.");
        }
        Optional<OAuthClient> client = clients.authenticate(authorization, TokenForm.of(form));
        if (client.isPresent()) {
            String own = clientId(client.get());
            return answer(inspect(token).filter(found -> own.equals(found.clientId())));
        }
        Optional<BasicCredentials> user = BasicCredentials.parse(authorization);
        if (user.isEmpty()) {
            return refused();
        }
        return switch (signIn.attempt(user.get(), request.remoteAddress().hostAddress())) {
            case SignInResult.Good(var account) ->
                account.scopes().contains(Scope.ADMIN) ? answer(inspect(token)) : refused();
            case SignInResult.Wrong _ -> refused();
            case SignInResult.TooMany(var wait) -> OAuthErrorBody.tooManyFailures(wait);
        };
    }

    private static String clientId(OAuthClient client) {
        return switch (client) {
            case OAuthClient.OfApplication(var application) -> application.consumerKey();
            case OAuthClient.OfScript(var script) -> script.clientId();
        };
    }

    private Optional<IntrospectionBody> inspect(String token) {
        return sessions.inspect(token)
                .map(facts -> IntrospectionBody.of(facts, config.issuer()))
                .or(() -> applicationTokens.good(token).map(found -> IntrospectionBody.of(found, config.issuer())));
    }

    private static Response answer(Optional<IntrospectionBody> body) {
        return Response.ok(body.orElse(IntrospectionBody.INACTIVE))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Response refused() {
        return OAuthErrorBody.response(
                OAuthError.INVALID_CLIENT, "Needs a client's id and secret, or an admin's name and password.");
    }
}
