package dev.sluice.publisher.developer.key;

import dev.sluice.model.api.KeyType;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
public class ApplicationKeyRepository implements PanacheRepositoryBase<ApplicationKeyEntity, String> {
    /** Of ours. */
    boolean exists(UUID applicationId, KeyType keyType) {
        return count("applicationId = ?1 and keyType = ?2 and keyManagerId is null", applicationId, keyType) > 0;
    }

    /** Of a foreign issuer. */
    boolean isMapped(UUID applicationId, KeyType keyType, UUID keyManagerId) {
        return count("applicationId = ?1 and keyType = ?2 and keyManagerId = ?3", applicationId, keyType, keyManagerId)
                > 0;
    }

    /** Deletes those of a foreign issuer, each audited; of two that delete one, the second passes over it. */
    List<ApplicationKeyEntity> takeOfKeyManager(UUID keyManagerId) {
        return take("keyManagerId", keyManagerId);
    }

    /** The same with those of an application. */
    List<ApplicationKeyEntity> takeOfApplication(UUID applicationId) {
        return take("applicationId", applicationId);
    }

    private List<ApplicationKeyEntity> take(String of, UUID id) {
        List<ApplicationKeyEntity> gone = find(of + " = ?1 order by consumerKey", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
        gone.forEach(this::delete);
        flush();
        return gone;
    }

    /** @param id the mapping's, not the consumer key */
    Optional<ApplicationKeyEntity> find(UUID applicationId, UUID id) {
        return find("applicationId = ?1 and id = ?2", applicationId, id).firstResultOptional();
    }

    /** Finds it and locks its row. */
    Optional<ApplicationKeyEntity> lock(UUID applicationId, UUID id) {
        return find("applicationId = ?1 and id = ?2", applicationId, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    public List<ApplicationKeyEntity> ofApplication(UUID applicationId) {
        return list("applicationId = ?1 order by keyType", applicationId);
    }
}
