package dev.sluice.publisher.developer.key;

import dev.sluice.model.api.KeyType;
import dev.sluice.publisher.audit.Audited;
import dev.sluice.publisher.secret.OpaqueSecret;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An OAuth2 client of an application, one for each key type. Of its secret only a hash is kept. */
@Entity
@Audited(value = "application-key", id = "id")
@Table(name = "application_key")
public class ApplicationKeyEntity {
    @Id
    private String consumerKey;

    private UUID id;
    private UUID applicationId;

    @Enumerated(EnumType.STRING)
    private KeyType keyType;

    private String secretHash;

    private @Nullable Long tokenSeconds;

    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected ApplicationKeyEntity() {}

    ApplicationKeyEntity(
            UUID applicationId, KeyType keyType, String consumerKey, OpaqueSecret secret, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.applicationId = applicationId;
        this.keyType = keyType;
        this.consumerKey = consumerKey;
        this.secretHash = secret.hash();
        this.createdAt = createdAt;
    }

    void setSecret(OpaqueSecret secret) {
        secretHash = secret.hash();
    }

    void setTokenLifetime(TokenLifetime lifetime) {
        tokenSeconds = lifetime.seconds();
    }

    TokenLifetime tokenLifetime() {
        return TokenLifetime.ofSeconds(tokenSeconds);
    }

    UUID id() {
        return id;
    }

    UUID applicationId() {
        return applicationId;
    }

    KeyType keyType() {
        return keyType;
    }

    String consumerKey() {
        return consumerKey;
    }

    String secretHash() {
        return secretHash;
    }

    Instant createdAt() {
        return createdAt;
    }
}
