package dev.sluice.publisher.plan;

import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.publisher.audit.Audited;
import dev.sluice.publisher.web.rest.EntityTags;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A plan. Its row is locked by all that choose it, against its deletion, and by those that change it. */
@Entity
@Audited(
        value = "plan",
        name = "name",
        quiet = {"edition", "updatedAt"})
@Table(name = "plan")
public class PlanEntity {
    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private PlanLevel level;

    private String name;

    @JdbcTypeCode(SqlTypes.JSON)
    private PlanTerms terms;

    private long edition;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected PlanEntity() {}

    PlanEntity(PlanLevel level, String name, PlanTerms terms, Instant now) {
        this.id = UUID.randomUUID();
        this.level = level;
        this.name = name;
        this.terms = terms;
        this.edition = 1;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void change(PlanTerms newTerms, Instant now) {
        terms = newTerms;
        edition++;
        updatedAt = now;
    }

    public UUID id() {
        return id;
    }

    public PlanLevel level() {
        return level;
    }

    public String name() {
        return name;
    }

    public PlanTerms terms() {
        return terms;
    }

    String entityTag() {
        return EntityTags.of(edition);
    }

    /** @param roles names of the roles of a user */
    public boolean mayBeChosenBy(Collection<String> roles) {
        PlanPermission permission = terms.permission();
        return permission == null || permission.permits(roles);
    }
}
