package dev.sluice.publisher.api.version;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.design.ApiName;
import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.audit.Audited;
import dev.sluice.publisher.web.rest.EntityTags;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A managed API in one version. A change of it, or of anything that belongs to it, locks its row first. */
@Entity
@Audited(
        value = "api",
        name = "name",
        quiet = {"edition", "revisionsMade", "updatedAt"})
@Table(name = "api")
public class ApiEntity {
    @Id
    private UUID id;

    private String name;
    private String context;
    private String version;
    private String basePath;
    private String provider;

    @Enumerated(EnumType.STRING)
    private LifecycleState state;

    @JdbcTypeCode(SqlTypes.JSON)
    private Design design;

    private boolean defaultVersion;
    private boolean servesDefault;
    private long edition;
    private int revisionsMade;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected ApiEntity() {}

    /** @param id of this API alone: the secrets in its design are sealed for it */
    public ApiEntity(UUID id, ApiName name, String provider, Design design, boolean isDefaultVersion) {
        this.id = id;
        this.name = name.name();
        this.context = name.context();
        this.version = name.version();
        this.basePath = name.basePath();
        this.provider = provider;
        this.state = LifecycleState.CREATED;
        this.design = design;
        this.defaultVersion = isDefaultVersion;
        this.createdAt = now();
        changed();
    }

    /**
     * A copy that had another design, for a look at what was; it is never stored.
     *
     * @param formerEdition in the place of the API's
     */
    public ApiEntity asDesigned(Design former, long formerEdition, Instant formerTime) {
        ApiEntity copy = new ApiEntity(id, fullName(), provider, former, defaultVersion);
        copy.state = state;
        copy.servesDefault = servesDefault;
        copy.edition = formerEdition;
        copy.createdAt = createdAt;
        copy.updatedAt = formerTime;
        return copy;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private void changed() {
        edition++;
        updatedAt = now();
    }

    /** The number of the revision that is being made: 1, 2, .., never used again. */
    public int nextRevisionNumber() {
        return ++revisionsMade;
    }

    public void moveTo(LifecycleState newState) {
        state = newState;
        changed();
    }

    public void redesign(Design newDesign) {
        design = newDesign;
        changed();
    }

    public void setDefaultVersion(boolean isDefault) {
        if (defaultVersion != isDefault) {
            defaultVersion = isDefault;
            changed();
        }
    }

    /** Only for a caller that sees to it that no other version does. */
    public void setServesDefault(boolean serves) {
        servesDefault = serves;
    }

    public UUID id() {
        return id;
    }

    public ApiName fullName() {
        return new ApiName(name, context, version);
    }

    public String name() {
        return name;
    }

    public String context() {
        return context;
    }

    public String version() {
        return version;
    }

    public String basePath() {
        return basePath;
    }

    public String provider() {
        return provider;
    }

    public LifecycleState state() {
        return state;
    }

    public Design design() {
        return design;
    }

    /** Returns whether it is meant to be found without its version in the path, as soon as it is served. */
    public boolean isDefaultVersion() {
        return defaultVersion;
    }

    /** Returns whether gateways find it without its version: the default version, or its predecessor until that is served. */
    public boolean servesDefault() {
        return servesDefault;
    }

    /** Another one after every change: RFC 9110, 8.8.3. */
    public String entityTag() {
        return EntityTags.of(edition);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
