package dev.sluice.publisher.identity.signingkey;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord.KeyUse;
import dev.sluice.publisher.audit.Audited;
import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A key pair in one of its three stages; at most one is current and at most one is next. */
@Entity
@Audited(
        value = "signing-key",
        quiet = {"version"})
@Table(name = "signing_key")
class SigningKeyEntity {
    @Id
    private String kid;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> publicJwk;

    private String privateKey;

    @Enumerated(EnumType.STRING)
    private KeyUse stage;

    private Instant announcedAt;
    private long version;
    private @Nullable Instant retiredAt;
    private Instant createdAt;

    /** What its record says; {@code null} = nothing. */
    private @Nullable String issuer;

    @SuppressWarnings("NullAway.Init")
    protected SigningKeyEntity() {}

    SigningKeyEntity(String kid, Map<String, String> publicJwk, String privateKey, KeyUse stage, Instant now) {
        this.kid = kid;
        this.publicJwk = publicJwk;
        this.privateKey = privateKey;
        this.stage = stage;
        this.announcedAt = now;
        this.createdAt = now;
    }

    void onRecord(long newVersion) {
        version = newVersion;
    }

    /** To be followed by its record. */
    void signsFor(String newIssuer) {
        issuer = newIssuer;
    }

    void becomeCurrent() {
        stage = KeyUse.CURRENT;
    }

    void retire(Instant now) {
        stage = KeyUse.RETIRED;
        retiredAt = now;
    }

    Change lastChange() {
        return new Change(ControlTopic.ACCESS, AccessKey.signingKey(kid).toString(), version);
    }

    String kid() {
        return kid;
    }

    Map<String, String> publicJwk() {
        return publicJwk;
    }

    String privateKey() {
        return privateKey;
    }

    KeyUse stage() {
        return stage;
    }

    @Nullable
    String issuer() {
        return issuer;
    }

    Instant announcedAt() {
        return announcedAt;
    }

    @Nullable
    Instant retiredAt() {
        return retiredAt;
    }

    Instant createdAt() {
        return createdAt;
    }
}
