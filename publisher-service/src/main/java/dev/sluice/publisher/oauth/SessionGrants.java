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
import dev.sluice.publisher.web.problem.OAuthError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The grants that a registered client may use, and what they give. */
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
    GrantResult grant(RegisteredClient client, String grantType, TokenForm form, String address) {
        Optional<GrantType> grant = GrantType.of(grantType);
        if (grant.isEmpty()) {
            return new GrantResult.Refused(
                    OAuthError.UNSUPPORTED_GRANT_TYPE,
                    "grant_type is none of password, client_credentials, refresh_token.");
        }
        if (!client.grants().contains(grant.get())) {
            return new GrantResult.Refused(
                    OAuthError.UNAUTHORIZED_CLIENT, "The client is not registered for this grant_type.");
        }
        return switch (grant.get()) {
            case PASSWORD -> password(client, form, address);
            case CLIENT_CREDENTIALS -> clientCredentials(client, form);
            case REFRESH_TOKEN -> refresh(client, form);
        };
    }

    private GrantResult password(RegisteredClient client, TokenForm form, String address) {
        String name = form.get("username");
        String password = form.get("password");
        if (name == null || password == null) {
            return new GrantResult.Refused(OAuthError.INVALID_REQUEST, "username or password is missing.");
        }
        return switch (signIn.attempt(new BasicCredentials(name, password), address)) {
            case SignInResult.Good(var account) -> {
                boolean refreshable = client.grants().contains(GrantType.REFRESH_TOKEN);
                IssuedTokens tokens = sessions.open(client, account, asked(form), refreshable);
                yield new GrantResult.OfSession(tokens);
            }
            case SignInResult.Wrong _ ->
                new GrantResult.Refused(OAuthError.INVALID_GRANT, "The user name or the password is wrong.");
            case SignInResult.TooMany(var wait) -> new GrantResult.TooManyFailures(wait);
        };
    }

    /** RFC 6749 4.4.3: without a refresh token. */
    private GrantResult clientCredentials(RegisteredClient client, TokenForm form) {
        return users.active(client.owner())
                .<GrantResult>map(owner -> new GrantResult.OfSession(sessions.open(client, owner, asked(form), false)))
                .orElseGet(() ->
                        new GrantResult.Refused(OAuthError.UNAUTHORIZED_CLIENT, "The client's owner may not sign in."));
    }

    private GrantResult refresh(RegisteredClient client, TokenForm form) {
        String token = form.get("refresh_token");
        if (token == null) {
            return new GrantResult.Refused(OAuthError.INVALID_REQUEST, "refresh_token is missing.");
        }
        return switch (sessions.refresh(client, token, form.get("scope"))) {
            case RefreshResult.Refreshed(var tokens) -> new GrantResult.OfSession(tokens);
            case RefreshResult.Invalid _ ->
                new GrantResult.Refused(
                        OAuthError.INVALID_GRANT, "The refresh token is not one of this client that is good now.");
            case RefreshResult.Reused _ ->
                new GrantResult.Refused(
                        OAuthError.INVALID_GRANT,
                        "The refresh token was used before: all tokens of its session are revoked. Sign in again.");
            case RefreshResult.BeyondGrant(var scopes) ->
                new GrantResult.Refused(
                        OAuthError.INVALID_SCOPE, "Not granted at sign-in: " + String.join(" ", scopes));
        };
    }

    private static GrantedScopes asked(TokenForm form) {
        return GrantedScopes.parse(form.text("scope"));
    }
}
