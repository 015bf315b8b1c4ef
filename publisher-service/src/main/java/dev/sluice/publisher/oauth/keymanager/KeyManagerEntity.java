package dev.sluice.publisher.oauth.keymanager;

import dev.sluice.publisher.audit.Audited;
import dev.sluice.publisher.web.rest.EntityTags;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A foreign issuer of access tokens, with the keys that are known of it. A change of it locks its row first. */
@Entity
@Table(name = "key_manager")
@Audited(
        value = "key-manager",
        name = "name",
        quiet = {"edition", "updatedAt", "keysAt", "failure", "fetchAt"})
public class KeyManagerEntity {
    private static final int MAX_FAILURE = 500;

    @Id
    private UUID id;

    private String name;
    private String issuer;

    @JdbcTypeCode(SqlTypes.JSON)
    private KeyManagerSettings settings;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Map<String, String>> keys;

    private @Nullable Instant keysAt;
    private @Nullable String failure;
    private @Nullable Instant fetchAt;
    private long edition;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected KeyManagerEntity() {}

    KeyManagerEntity(String name, String issuer, KeyManagerSettings settings, List<Map<String, String>> given) {
        this.id = UUID.randomUUID();
        this.name = name;
        this.createdAt = now();
        this.keys = List.of();
        change(issuer, settings, given);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Keys that came from elsewhere count no more.
     *
     * @param given the keys, if they are not to be fetched; empty = they are
     */
    final void change(String newIssuer, KeyManagerSettings newSettings, List<Map<String, String>> given) {
        boolean isElsewhere = edition == 0
                || !issuer.equals(newIssuer)
                || !settings.certificates().equals(newSettings.certificates());
        if (isElsewhere) {
            keys = given;
            keysAt = given.isEmpty() ? null : now();
        }
        issuer = newIssuer;
        settings = newSettings;
        failure = null;
        fetchAt = newSettings.isEnabled() && newSettings.certificates().isUrl() ? now() : null;
        edition++;
        updatedAt = now();
    }

    void fetchAt(Instant next) {
        fetchAt = next;
    }

    /** Takes over what has been fetched. */
    void onFetched(List<Map<String, String>> fetched, Instant now) {
        keys = fetched;
        keysAt = now.truncatedTo(ChronoUnit.MILLIS);
        failure = null;
    }

    /**
     * Keys that were given, and not fetched, have no age.
     *
     * @return whether there were keys that were fetched before that time
     */
    boolean forgetKeysBefore(Instant oldest) {
        boolean isOld = settings.certificates().isUrl() && !keys.isEmpty() && keysAt != null && keysAt.isBefore(oldest);
        if (isOld) {
            keys = List.of();
        }
        return isOld;
    }

    /** Why they were not fetched. */
    void onFailed(String reason) {
        failure = reason.length() > MAX_FAILURE ? reason.substring(0, MAX_FAILURE) : reason;
    }

    /** Returns whether gateways take its tokens. */
    boolean isInForce() {
        return settings.isEnabled() && !keys.isEmpty();
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    String issuer() {
        return issuer;
    }

    KeyManagerSettings settings() {
        return settings;
    }

    List<Map<String, String>> keys() {
        return keys;
    }

    /** When they were given, or fetched the last time; {@code null} = not yet. */
    @Nullable
    Instant keysAt() {
        return keysAt;
    }

    /** Why they were not fetched the last time; {@code null} = they were. */
    @Nullable
    String failure() {
        return failure;
    }

    long edition() {
        return edition;
    }

    String entityTag() {
        return EntityTags.of(edition);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
