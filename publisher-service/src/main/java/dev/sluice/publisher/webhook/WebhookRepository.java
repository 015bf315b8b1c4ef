package dev.sluice.publisher.webhook;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The webhooks' table. Admins see all, asked for by the API {@code null}; others see those of their API. */
@ApplicationScoped
class WebhookRepository implements PanacheRepositoryBase<WebhookEntity, UUID> {
    private static final String OF = "(?1 is null or apiId = ?1)";

    List<WebhookEntity> page(@Nullable UUID apiId, int offset, int limit) {
        return find(OF + " order by createdAt, id", apiId)
                .range(offset, offset + limit - 1)
                .list();
    }

    long countOf(@Nullable UUID apiId) {
        return count(OF, apiId);
    }

    /** Those of an API alone, or of all APIs. */
    long countOfOwn(@Nullable UUID apiId) {
        return apiId == null ? count("apiId is null") : count("apiId", apiId);
    }

    Optional<WebhookEntity> find(@Nullable UUID apiId, UUID id) {
        return find(OF + " and id = ?2", apiId, id).firstResultOptional();
    }

    /** Deletes those of an API alone, each audited; of two that delete one, the second passes over it. */
    void takeOfApi(UUID apiId) {
        find("apiId = ?1 order by id", apiId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .forEach(this::delete);
        flush();
    }

    /** Finds it and locks its row. */
    Optional<WebhookEntity> lock(@Nullable UUID apiId, UUID id) {
        return find(OF + " and id = ?2", apiId, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }
}
