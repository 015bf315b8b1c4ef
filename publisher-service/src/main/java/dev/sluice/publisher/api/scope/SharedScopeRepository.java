package dev.sluice.publisher.api.scope;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The shared scopes' table. */
@ApplicationScoped
class SharedScopeRepository implements PanacheRepositoryBase<SharedScopeEntity, UUID> {
    Optional<SharedScopeEntity> named(String name) {
        return find("name", name).firstResultOptional();
    }

    List<SharedScopeEntity> named(Collection<String> names) {
        return names.isEmpty() ? List.of() : list("name in ?1", names);
    }

    List<SharedScopeEntity> page(int offset, int limit) {
        return find("order by name").range(offset, offset + limit - 1).list();
    }
}
