package dev.sluice.publisher.oauth;

import dev.sluice.publisher.identity.client.GrantType;
import dev.sluice.publisher.identity.client.RegisteredClient;
import dev.sluice.publisher.identity.session.GrantedScopes;
import dev.sluice.publisher.identity.session.IssuedTokens;
import dev.sluice.publisher.identity.session.RefreshResult;
import dev.sluice.publisher.identity.session.Sessions;
import dev.sluice.publisher.identity.signin.BasicCredentials;
import dev.sluice.publisher.identity.signin.SignIn;
import dev.sluice.publisher.identity.signin.SignInResult;
import dev.sluice.publisher.identity.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The grants that a registered client may use, and what they answer. */
@ApplicationScoped
class SessionGrants {
    private final SignIn signIn;
    private final Users users;
    private final Sessions sessions;

    SessionGrants(SignIn signIn, Users users, Sessions sessions) {
        this.signIn = signIn;
        this.users = users;
        this.sessions = sessions;
    }

    /** @param address of the remote end */
    Response answer(RegisteredClient client, String grantType, MultivaluedMap<String, String> form, String address) {
        Optional<GrantType> grant = GrantType.of(grantType);
        if (grant.isEmpty()) {
            return OAuthError.UNSUPPORTED_GRANT_TYPE.response(
                    "grant_type is none of password, client_credentials, refresh_token.");
        }
        if (!client.grants().contains(grant.get())) {
            return OAuthError.UNAUTHORIZED_CLIENT.response("The client is not registered for this grant_type.");
        }
        return switch (grant.get()) {
            case PASSWORD -> password(client, form, address);
            case CLIENT_CREDENTIALS -> clientCredentials(client, form);
            case REFRESH_TOKEN -> refresh(client, form);
        };
    }

    private Response password(RegisteredClient client, MultivaluedMap<String, String> form, String address) {
        String name = form.getFirst("username");
        String password = form.getFirst("password");
        if (name == null || password == null) {
            return OAuthError.INVALID_REQUEST.response("username or password is missing.");
        }
        return switch (signIn.attempt(new BasicCredentials(name, password), address)) {
            case SignInResult.Good(var account) -> {
                boolean refreshable = client.grants().contains(GrantType.REFRESH_TOKEN);
                IssuedTokens tokens = sessions.open(client, account, asked(form), refreshable);
                yield TokenBody.answer(tokens);
            }
            case SignInResult.Wrong _ -> OAuthError.INVALID_GRANT.response("The user name or the password is wrong.");
            case SignInResult.TooMany(var wait) -> OAuthError.tooManyFailures(wait);
        };
    }

    /** RFC 6749 4.4.3: without a refresh token. */
    private Response clientCredentials(RegisteredClient client, MultivaluedMap<String, String> form) {
        return users.active(client.owner())
                .map(owner -> TokenBody.answer(sessions.open(client, owner, asked(form), false)))
                .orElseGet(() -> OAuthError.UNAUTHORIZED_CLIENT.response("The client's owner may not sign in."));
    }

    private Response refresh(RegisteredClient client, MultivaluedMap<String, String> form) {
        String token = form.getFirst("refresh_token");
        if (token == null) {
            return OAuthError.INVALID_REQUEST.response("refresh_token is missing.");
        }
        return switch (sessions.refresh(client, token, form.getFirst("scope"))) {
            case RefreshResult.Refreshed(var tokens) -> TokenBody.answer(tokens);
            case RefreshResult.Invalid _ ->
                OAuthError.INVALID_GRANT.response("The refresh token is not one of this client that is good now.");
            case RefreshResult.Reused _ ->
                OAuthError.INVALID_GRANT.response(
                        "The refresh token was used before: all tokens of its session are revoked. Sign in again.");
            case RefreshResult.BeyondGrant(var scopes) ->
                OAuthError.INVALID_SCOPE.response("Not granted at sign-in: " + String.join(" ", scopes));
        };
    }

    private static GrantedScopes asked(MultivaluedMap<String, String> form) {
        String scope = form.getFirst("scope");
        return GrantedScopes.parse(scope == null ? "" : scope);
    }
}
