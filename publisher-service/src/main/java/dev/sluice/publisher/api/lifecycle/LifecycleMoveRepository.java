package dev.sluice.publisher.api.lifecycle;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class LifecycleMoveRepository implements PanacheRepositoryBase<LifecycleMoveEntity, Long> {
    private static final int MAX_SHOWN = 1_000;

    /** The first ones, in the order in which they were made. */
    List<LifecycleMoveEntity> ofApi(UUID apiId) {
        return find("apiId = ?1 order by id", apiId).range(0, MAX_SHOWN - 1).list();
    }
}
