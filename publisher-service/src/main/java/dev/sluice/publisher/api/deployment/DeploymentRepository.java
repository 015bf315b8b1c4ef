package dev.sluice.publisher.api.deployment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class DeploymentRepository implements PanacheRepositoryBase<DeploymentEntity, UUID> {
    List<DeploymentEntity> ofApi(UUID apiId) {
        return list("apiId = ?1 order by environment", apiId);
    }

    Optional<DeploymentEntity> find(UUID apiId, String environment) {
        return find("apiId = ?1 and environment = ?2", apiId, environment).firstResultOptional();
    }

    boolean isDeployed(UUID revisionId) {
        return count("revisionId", revisionId) > 0;
    }
}
