package dev.sluice.publisher.api;

import dev.sluice.model.api.LifecycleState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A managed API. Whoever changes it, or anything that belongs to it, locks its row first. */
@Entity
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
    private ApiDesign design;

    private int revisionsMade;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected ApiEntity() {}

    ApiEntity(ApiName name, String provider, ApiDesign design, Instant now) {
        this.id = UUID.randomUUID();
        this.name = name.name();
        this.context = name.context();
        this.version = name.version();
        this.basePath = name.basePath();
        this.provider = provider;
        this.state = LifecycleState.CREATED;
        this.design = design;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** The number of the revision that is being made: 1, 2, .., never used again. */
    public int nextRevisionNumber() {
        return ++revisionsMade;
    }

    public void moveTo(LifecycleState newState) {
        state = newState;
        updatedAt = Instant.now();
    }

    public UUID id() {
        return id;
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

    public ApiDesign design() {
        return design;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
