package dev.sluice.publisher.api.deployment;

import dev.sluice.publisher.api.revision.RevisionEntity;
import dev.sluice.publisher.api.version.ApiEntity;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class DeploymentRepository implements PanacheRepositoryBase<DeploymentEntity, UUID> {
    /** A deployment with what it deploys. */
    record Deployed(DeploymentEntity deployment, ApiEntity api, RevisionEntity revision) {}

    /** All deployments, by one query. */
    List<Deployed> allWithTheirs() {
        return getEntityManager()
                .createQuery(
                        "select d, a, r from DeploymentEntity d join ApiEntity a on a.id = d.apiId"
                                + " join RevisionEntity r on r.id = d.revisionId",
                        Object[].class)
                .getResultList()
                .stream()
                .map(row -> new Deployed((DeploymentEntity) row[0], (ApiEntity) row[1], (RevisionEntity) row[2]))
                .toList();
    }

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
