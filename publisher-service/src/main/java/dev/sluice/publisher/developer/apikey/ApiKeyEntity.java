package dev.sluice.publisher.developer.apikey;

import dev.sluice.model.access.ApiKeyText;
import dev.sluice.model.api.KeyType;
import dev.sluice.publisher.audit.Audited;
import dev.sluice.publisher.web.rest.EntityTags;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key of an application for one API. Of the key itself only its SHA-256 and its last four characters are kept. */
@Entity
@Audited(value = "api-key", name = "name")
@Table(name = "api_key")
class ApiKeyEntity {
    private static final String COMMA = ",";
    private static final int SHOWN = 4;

    @Id
    private UUID id;

    private String hash;
    private String lastFour;
    private String name;
    private UUID apiId;
    private UUID applicationId;

    @Enumerated(EnumType.STRING)
    private KeyType keyType;

    private @Nullable Long validitySeconds;
    private @Nullable Instant expiresAt;
    private String permittedIps;
    private String permittedReferers;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected ApiKeyEntity() {}

    ApiKeyEntity(ApiKeyPlace place, ApiKeyTerms terms, String key, Instant now) {
        this.id = UUID.randomUUID();
        this.hash = ApiKeyText.hash(key);
        this.lastFour = key.substring(key.length() - SHOWN);
        this.name = terms.name().isEmpty() ? ownName() : terms.name();
        this.apiId = place.apiId();
        this.applicationId = place.applicationId();
        this.keyType = place.keyType();
        this.validitySeconds = terms.validitySeconds();
        this.expiresAt = validitySeconds == null ? null : now.plusSeconds(validitySeconds);
        this.permittedIps = String.join(COMMA, terms.permittedIps());
        this.permittedReferers = String.join(COMMA, terms.permittedReferers());
        this.createdAt = now;
    }

    /** Ends it at this time, unless it ends before. */
    void endAt(Instant time) {
        if (expiresAt == null || expiresAt.isAfter(time)) {
            expiresAt = time;
        }
    }

    void change(ApiKeyTerms terms) {
        name = terms.name();
        permittedIps = String.join(COMMA, terms.permittedIps());
        permittedReferers = String.join(COMMA, terms.permittedReferers());
    }

    /** Of what can change in it. */
    String entityTag() {
        return EntityTags.ofText(String.join("\n", name, permittedIps, permittedReferers, String.valueOf(expiresAt)));
    }

    private String ownName() {
        return "key " + lastFour;
    }

    /** What another key needs that takes its place: a name that says which key it is does not pass to another one. */
    ApiKeyTerms termsOfNext() {
        return new ApiKeyTerms(
                name.equals(ownName()) ? "" : name, validitySeconds, permittedIps(), permittedReferers());
    }

    ApiKeyTerms terms() {
        return new ApiKeyTerms(name, validitySeconds, permittedIps(), permittedReferers());
    }

    ApiKeyPlace place() {
        return new ApiKeyPlace(apiId, applicationId, keyType);
    }

    private static List<String> list(String texts) {
        return texts.isEmpty() ? List.of() : List.of(texts.split(COMMA, -1));
    }

    UUID id() {
        return id;
    }

    String hash() {
        return hash;
    }

    String lastFour() {
        return lastFour;
    }

    String name() {
        return name;
    }

    UUID apiId() {
        return apiId;
    }

    UUID applicationId() {
        return applicationId;
    }

    KeyType keyType() {
        return keyType;
    }

    @Nullable
    Long validitySeconds() {
        return validitySeconds;
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }

    List<String> permittedIps() {
        return list(permittedIps);
    }

    List<String> permittedReferers() {
        return list(permittedReferers);
    }

    Instant createdAt() {
        return createdAt;
    }
}
