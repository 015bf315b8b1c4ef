package dev.sluice.publisher.api.scope;

import dev.sluice.publisher.api.design.ApiScope;
import dev.sluice.publisher.audit.Audited;
import dev.sluice.publisher.web.rest.EntityTags;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A shared scope. It is changed under the lock of the APIs' names, as all that have it change with it. */
@Entity
@Table(name = "shared_scope")
@Audited(
        value = "shared-scope",
        name = "name",
        quiet = {"edition", "updatedAt"})
public class SharedScopeEntity {
    @Id
    private UUID id;

    private String name;
    private String displayName;
    private String description;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> roles;

    private long edition;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected SharedScopeEntity() {}

    SharedScopeEntity(ApiScope scope) {
        this.id = UUID.randomUUID();
        this.name = scope.name();
        this.createdAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        change(scope);
    }

    /** All but its name. */
    final void change(ApiScope scope) {
        displayName = scope.displayName();
        description = scope.description();
        roles = scope.roles();
        updatedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        edition++;
    }

    /** As APIs have it. */
    ApiScope scope() {
        return new ApiScope(name, displayName, description, roles, true);
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
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
