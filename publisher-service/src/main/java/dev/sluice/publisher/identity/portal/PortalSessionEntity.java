package dev.sluice.publisher.identity.portal;

import dev.sluice.publisher.secret.OpaqueSecret;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session, without its cookie: of that only a hash is kept. */
@Entity
@Table(name = "portal_session")
class PortalSessionEntity {
    @Id
    private String tokenHash;

    private String userName;
    private @Nullable String idToken;
    private @Nullable String endSessionUri;
    private Instant createdAt;
    private Instant usedAt;
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected PortalSessionEntity() {}

    PortalSessionEntity(OpaqueSecret token, String userName, Instant createdAt, Instant expiresAt) {
        this.tokenHash = token.hash();
        this.userName = userName;
        this.createdAt = createdAt;
        this.usedAt = createdAt;
        this.expiresAt = expiresAt;
    }

    String tokenHash() {
        return tokenHash;
    }

    String userName() {
        return userName;
    }

    /** @param sealedIdToken that the end of the provider's session needs */
    void endsAt(String newEndSessionUri, String sealedIdToken) {
        this.endSessionUri = newEndSessionUri;
        this.idToken = sealedIdToken;
    }

    /** Sealed; {@code null} = the session is of our own provider. */
    @Nullable
    String idToken() {
        return idToken;
    }

    @Nullable
    String endSessionUri() {
        return endSessionUri;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant usedAt() {
        return usedAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
