package dev.sluice.publisher.oauth;

import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.developer.application.ApplicationOwners;
import dev.sluice.publisher.developer.key.Client;
import dev.sluice.publisher.developer.key.TokenLifetime;
import dev.sluice.publisher.identity.signingkey.TokenConfig;
import dev.sluice.publisher.web.problem.OAuthError;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tokens of applications, which the gateways check by themselves. */
@ApplicationScoped
class ApplicationTokens {
    private final TokenSigner signer;
    private final TopicScopes scopes;
    private final Revocations revocations;
    private final ApplicationOwners owners;
    private final TokenConfig config;

    ApplicationTokens(
            TokenSigner signer,
            TopicScopes scopes,
            Revocations revocations,
            ApplicationOwners owners,
            TokenConfig config) {
        this.owners = owners;
        this.signer = signer;
        this.scopes = scopes;
        this.revocations = revocations;
        this.config = config;
    }

    /** @param askedScopes with blanks between them; those that it may not have are left out */
    GrantResult grant(Client client, String askedScopes) {
        if (!owners.isOwnerActive(client.consumerKey())) {
            return new GrantResult.Refused(OAuthError.UNAUTHORIZED_CLIENT, "The application's owner may not sign in.");
        }
        return issue(client, askedScopes, TokenLifetime.DEFAULT)
                .<GrantResult>map(GrantResult.OfApplication::new)
                .orElseGet(() -> new GrantResult.Refused(
                        OAuthError.TEMPORARILY_UNAVAILABLE, "The gateways do not know the signing key yet."));
    }

    /**
     * A new token; empty while no key may sign.
     *
     * @param askedScopes with blanks between them; those that it may not have are left out
     * @param asked a lifetime for this token alone; the default is that of the client's tokens
     */
    Optional<IssuedToken> issue(Client client, String askedScopes, TokenLifetime asked) {
        List<String> granted = scopes.grant(client, askedScopes);
        String scope = granted.isEmpty() ? TokenSigner.NO_SCOPE : String.join(" ", granted);
        Duration lifetime = asked.or(client.lifetime().or(config.lifetime()));
        return signer.sign(client, scope, lifetime).map(token -> new IssuedToken(token, scope, lifetime));
    }

    /** The token in this text if it is one of ours and has not expired; it may be revoked. */
    Optional<AccessToken> read(String text) {
        return signer.read(text);
    }

    /** The same, if it is not revoked and its application counts. */
    Optional<AccessToken> good(String text) {
        return read(text).filter(token -> !revocations.isRevoked(token) && owners.isOwnerActive(token.consumerKey()));
    }

    List<Change> revoke(AccessToken token) {
        return revocations.revoke(token);
    }
}
