package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.secret.OpaqueSecret;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** A code, of which only a hash is kept. */
@Entity
@Table(name = "authorization_code")
class AuthorizationCodeEntity {
    @Id
    private String codeHash;

    private String clientId;
    private String redirectUri;
    private String codeChallenge;
    private String nonce;
    private String userName;
    private Instant authenticatedAt;
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected AuthorizationCodeEntity() {}

    AuthorizationCodeEntity(
            OpaqueSecret code, AuthorizationRequest request, String userName, Instant now, Duration lifetime) {
        this.codeHash = code.hash();
        this.clientId = FirstParty.CLIENT_ID;
        this.redirectUri = request.redirectUri();
        this.codeChallenge = request.codeChallenge();
        this.nonce = request.nonce();
        this.userName = userName;
        this.authenticatedAt = now;
        this.expiresAt = now.plus(lifetime);
    }

    String clientId() {
        return clientId;
    }

    String redirectUri() {
        return redirectUri;
    }

    String codeChallenge() {
        return codeChallenge;
    }

    String nonce() {
        return nonce;
    }

    String userName() {
        return userName;
    }

    Instant authenticatedAt() {
        return authenticatedAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
