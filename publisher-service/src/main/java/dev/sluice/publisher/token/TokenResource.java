package dev.sluice.publisher.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.publisher.application.ApplicationKeys;
import dev.sluice.publisher.application.Client;
import dev.sluice.publisher.propagation.Answers;
import dev.sluice.publisher.propagation.Outcome;
import dev.sluice.publisher.signing.SigningKeys;
import dev.sluice.publisher.user.BasicCredentials;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token service: RFC 6749 client credentials, RFC 7009 revocation, RFC 7517 keys. */
@Path("/oauth2")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class TokenResource {
    private static final String CLIENT_CREDENTIALS = "client_credentials";

    private final ApplicationKeys clients;
    private final TokenSigner signer;
    private final Revocations revocations;
    private final SigningKeys keys;
    private final TokenConfig config;
    private final Answers answers;

    TokenResource(
            ApplicationKeys clients,
            TokenSigner signer,
            Revocations revocations,
            SigningKeys keys,
            TokenConfig config,
            Answers answers) {
        this.clients = clients;
        this.signer = signer;
        this.revocations = revocations;
        this.keys = keys;
        this.config = config;
        this.answers = answers;
    }

    record TokenBody(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("scope") String scope,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

    @POST
    @Path("/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response token(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            MultivaluedMap<String, String> form) {
        if (form.values().stream().anyMatch(values -> values.size() > 1)) {
            return OAuthError.INVALID_REQUEST.response("A parameter must not be there twice.");
        }
        String grantType = form.getFirst("grant_type");
        if (grantType == null) {
            return OAuthError.INVALID_REQUEST.response("grant_type is missing.");
        }
        Optional<Client> client = authenticate(authorization, form);
        if (client.isEmpty()) {
            return OAuthError.INVALID_CLIENT.response("Client id or secret is wrong or missing.");
        }
        if (!grantType.equals(CLIENT_CREDENTIALS)) {
            return OAuthError.UNSUPPORTED_GRANT_TYPE.response("Use grant_type=client_credentials.");
        }
        return signer.sign(client.get())
                .map(this::tokenAnswer)
                .orElseGet(() ->
                        OAuthError.TEMPORARILY_UNAVAILABLE.response("The gateways do not know the signing key yet."));
    }

    private Response tokenAnswer(String token) {
        return Response.ok(new TokenBody(
                        token, TokenSigner.SCOPE, "Bearer", config.lifetime().toSeconds()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Path("/jwks")
    public Map<String, List<Map<String, String>>> jwks() {
        return Map.of("keys", keys.jwks());
    }

    /** A text that is no token of ours is no error: it is of no use already. */
    @POST
    @Path("/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            MultivaluedMap<String, String> form) {
        String token = form.getFirst("token");
        if (token == null) {
            return OAuthError.INVALID_REQUEST.response("token is missing.");
        }
        Optional<Client> client = authenticate(authorization, form);
        if (client.isEmpty()) {
            return OAuthError.INVALID_CLIENT.response("Client id or secret is wrong or missing.");
        }
        Optional<AccessToken> found = signer.read(token);
        if (found.isEmpty()) {
            return Response.ok().build();
        }
        if (!found.get().consumerKey().equals(client.get().consumerKey())) {
            return OAuthError.UNAUTHORIZED_CLIENT.response("The token was given to another client.");
        }
        return answers.empty(Outcome.done(found.get(), revocations.revoke(found.get())));
    }

    private Optional<Client> authenticate(@Nullable String authorization, MultivaluedMap<String, String> form) {
        if (authorization != null) {
            return BasicCredentials.parse(authorization)
                    .flatMap(credentials -> clients.authenticate(credentials.name(), credentials.password()));
        }
        String id = form.getFirst("client_id");
        String secret = form.getFirst("client_secret");
        return id == null || secret == null ? Optional.empty() : clients.authenticate(id, secret);
    }
}
