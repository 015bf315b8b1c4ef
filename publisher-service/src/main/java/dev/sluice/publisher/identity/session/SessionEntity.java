package dev.sluice.publisher.identity.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** All tokens that came of one grant. */
@Entity
@Table(name = "session")
class SessionEntity {
    @Id
    private UUID id;

    private String clientId;
    private String userName;
    private Instant createdAt;
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected SessionEntity() {}

    SessionEntity(String clientId, String userName, Instant createdAt, Instant expiresAt) {
        this.id = UUID.randomUUID();
        this.clientId = clientId;
        this.userName = userName;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    UUID id() {
        return id;
    }

    String clientId() {
        return clientId;
    }

    String userName() {
        return userName;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** Its last token's end. */
    void lastUntil(Instant end) {
        this.expiresAt = end;
    }
}
