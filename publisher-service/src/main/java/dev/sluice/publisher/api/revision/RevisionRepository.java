package dev.sluice.publisher.api.revision;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The revisions' table. */
@ApplicationScoped
public class RevisionRepository implements PanacheRepositoryBase<RevisionEntity, UUID> {
    /** A revision of this API; those of others are not found. */
    public Optional<RevisionEntity> find(UUID apiId, UUID id) {
        return find("apiId = ?1 and id = ?2", apiId, id).firstResultOptional();
    }

    public Optional<RevisionEntity> find(UUID apiId, int number) {
        return find("apiId = ?1 and number = ?2", apiId, number).firstResultOptional();
    }

    public List<RevisionEntity> ofApi(UUID apiId) {
        return list("apiId = ?1 order by number", apiId);
    }
}
