package dev.sluice.publisher.application;

import dev.sluice.model.api.KeyType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class ApplicationKeyRepository implements PanacheRepositoryBase<ApplicationKeyEntity, String> {
    boolean exists(UUID applicationId, KeyType keyType) {
        return count("applicationId = ?1 and keyType = ?2", applicationId, keyType) > 0;
    }

    List<ApplicationKeyEntity> ofApplication(UUID applicationId) {
        return list("applicationId = ?1 order by keyType", applicationId);
    }
}
