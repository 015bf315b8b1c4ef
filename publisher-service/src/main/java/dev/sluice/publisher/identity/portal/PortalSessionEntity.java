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
    private Instant createdAt;
    private Instant usedAt;
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected PortalSessionEntity() {}

    /** @param idToken sealed */
    PortalSessionEntity(
            OpaqueSecret token, String userName, @Nullable String idToken, Instant createdAt, Instant expiresAt) {
        this.tokenHash = token.hash();
        this.userName = userName;
        this.idToken = idToken;
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

    @Nullable
    String idToken() {
        return idToken;
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
