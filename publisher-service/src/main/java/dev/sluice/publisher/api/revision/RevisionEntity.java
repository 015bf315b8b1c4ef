package dev.sluice.publisher.api.revision;

import dev.sluice.publisher.api.design.Design;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.audit.Audited;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A copy of an API's design that never changes. */
@Entity
@Audited("revision")
@Table(name = "revision")
public class RevisionEntity {
    @Id
    private UUID id;

    private UUID apiId;
    private int number;
    private String description;

    @JdbcTypeCode(SqlTypes.JSON)
    private Design design;

    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected RevisionEntity() {}

    RevisionEntity(UUID apiId, int number, String description, Design design, Instant createdAt) {
        this.id = UUID.randomUUID();
        this.apiId = apiId;
        this.number = number;
        this.description = description;
        this.design = design;
        this.createdAt = createdAt;
    }

    /** The API as it was designed then. */
    public ApiEntity of(ApiEntity api) {
        return api.asDesigned(design, number, createdAt);
    }

    public UUID id() {
        return id;
    }

    public UUID apiId() {
        return apiId;
    }

    public int number() {
        return number;
    }

    public String displayName() {
        return "Revision " + number;
    }

    public String description() {
        return description;
    }

    public Design design() {
        return design;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
