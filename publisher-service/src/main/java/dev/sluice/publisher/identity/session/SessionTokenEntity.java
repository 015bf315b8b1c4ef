package dev.sluice.publisher.identity.session;

import dev.sluice.publisher.secret.OpaqueSecret;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A token, of which only a hash is kept. */
@Entity
@Table(name = "session_token")
class SessionTokenEntity {
    @Id
    private String tokenHash;

    private UUID sessionId;

    @Enumerated(EnumType.STRING)
    private TokenKind kind;

    private String scope;
    private Instant issuedAt;
    private Instant expiresAt;
    private boolean spent;

    @SuppressWarnings("NullAway.Init")
    protected SessionTokenEntity() {}

    SessionTokenEntity(
            OpaqueSecret token, SessionEntity session, TokenKind kind, GrantedScopes scopes, Lifetime lifetime) {
        this.tokenHash = token.hash();
        this.sessionId = session.id();
        this.kind = kind;
        this.scope = scopes.text();
        this.issuedAt = lifetime.from();
        this.expiresAt = lifetime.to();
        this.spent = false;
    }

    /** From when to when it is good. */
    record Lifetime(Instant from, Instant to) {}

    String tokenHash() {
        return tokenHash;
    }

    UUID sessionId() {
        return sessionId;
    }

    TokenKind kind() {
        return kind;
    }

    GrantedScopes scopes() {
        return GrantedScopes.parse(scope);
    }

    Instant issuedAt() {
        return issuedAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    boolean isSpent() {
        return spent;
    }

    boolean isGood(Instant now) {
        return !spent && expiresAt.isAfter(now);
    }

    /** A refresh token, once it has been used. */
    void spend() {
        this.spent = true;
    }
}
