package dev.sluice.publisher.application;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The applications' table. A developer sees none but their own. */
@ApplicationScoped
public class ApplicationRepository implements PanacheRepositoryBase<ApplicationEntity, UUID> {
    public Optional<ApplicationEntity> find(UUID id, String owner) {
        return find("id = ?1 and owner = ?2", id, owner).firstResultOptional();
    }

    /** Finds it and locks its row. */
    public Optional<ApplicationEntity> lock(UUID id, String owner) {
        return find("id = ?1 and owner = ?2", id, owner)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Locks the rows of these applications against deletion, in one order; the ids of those that are still there. */
    public Set<UUID> lockAgainstDeletion(Collection<UUID> ids) {
        return find("id in ?1 order by id", ids).withLock(LockModeType.PESSIMISTIC_READ).stream()
                .map(ApplicationEntity::id)
                .collect(Collectors.toSet());
    }

    /** The user whose application has the client with this key. */
    public Optional<String> ownerOf(String consumerKey) {
        return getEntityManager()
                .createQuery(
                        "select a.owner from ApplicationEntity a, ApplicationKeyEntity k"
                                + " where a.id = k.applicationId and k.consumerKey = :key",
                        String.class)
                .setParameter("key", consumerKey)
                .getResultStream()
                .findFirst();
    }

    boolean isNameTaken(String name, String owner) {
        return count("owner = ?1 and lower(name) = ?2", owner, name.toLowerCase(Locale.ROOT)) > 0;
    }

    List<ApplicationEntity> page(String owner, int offset, int limit) {
        return find("owner = ?1 order by lower(name), id", owner)
                .range(offset, offset + limit - 1)
                .list();
    }

    long countOf(String owner) {
        return count("owner", owner);
    }
}
