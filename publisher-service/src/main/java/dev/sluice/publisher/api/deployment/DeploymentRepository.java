package dev.sluice.publisher.api.deployment;

import dev.sluice.publisher.api.revision.RevisionEntity;
import dev.sluice.publisher.api.version.ApiEntity;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
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

    /** Those of these APIs, by one query. */
    List<LiveRevision> ofApis(Collection<UUID> apiIds) {
        return getEntityManager()
                .createQuery(
                        "select d, r.number from DeploymentEntity d join RevisionEntity r on r.id = d.revisionId"
                                + " where d.apiId in :apis order by d.environment",
                        Object[].class)
                .setParameter("apis", apiIds)
                .getResultList()
                .stream()
                .map(row -> ((DeploymentEntity) row[0]).live((Integer) row[1]))
                .toList();
    }

    Optional<DeploymentEntity> find(UUID apiId, String environment) {
        return find("apiId = ?1 and environment = ?2", apiId, environment).firstResultOptional();
    }

    boolean isDeployed(UUID revisionId) {
        return count("revisionId", revisionId) > 0;
    }
}
