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
    /** The hash of no secret. */
    private static final String NO_SECRET = "";

    @Id
    private String consumerKey;

    private UUID id;
    private UUID applicationId;

    @Enumerated(EnumType.STRING)
    private KeyType keyType;

    private String secretHash;

    private @Nullable Long tokenSeconds;

    private @Nullable UUID keyManagerId;
    private @Nullable String keyManager;
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

    /** A client of a foreign issuer: it has no secret here. */
    ApplicationKeyEntity(UUID applicationId, KeyType keyType, ForeignClient client, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.applicationId = applicationId;
        this.keyType = keyType;
        this.consumerKey = client.qualifiedKey();
        this.secretHash = NO_SECRET;
        this.keyManagerId = client.keyManagerId();
        this.keyManager = client.keyManager();
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

    /** The name of the foreign issuer whose client it is; {@code null} = it is one of ours. */
    @Nullable
    String keyManager() {
        return keyManager;
    }

    /** As its issuer knows it. */
    String shownConsumerKey() {
        return keyManager == null ? consumerKey : ForeignClient.consumerKeyIn(consumerKey);
    }

    String secretHash() {
        return secretHash;
    }

    Instant createdAt() {
        return createdAt;
    }
}
