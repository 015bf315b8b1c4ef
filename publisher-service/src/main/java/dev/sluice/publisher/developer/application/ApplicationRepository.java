package dev.sluice.publisher.developer.application;

import dev.sluice.publisher.developer.key.KeyOwners;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The applications' table. A developer sees none but their own. */
@ApplicationScoped
public class ApplicationRepository implements PanacheRepositoryBase<ApplicationEntity, UUID>, KeyOwners {
    private static final String NAMED = "owner = ?1 and locate(?2, lower(name)) > 0";

    public Optional<ApplicationEntity> find(UUID id, String owner) {
        return find("id = ?1 and owner = ?2", id, owner).firstResultOptional();
    }

    /** Finds it and locks its row. */
    public Optional<ApplicationEntity> lock(UUID id, String owner) {
        return find("id = ?1 and owner = ?2", id, owner)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** The one of this owner with this name, in any case. */
    public Optional<ApplicationEntity> named(String owner, String name) {
        return find("owner = ?1 and lower(name) = ?2", owner, name.toLowerCase(Locale.ROOT))
                .firstResultOptional();
    }

    @Override
    public boolean isOwned(UUID applicationId, String owner) {
        return find(applicationId, owner).isPresent();
    }

    @Override
    public boolean lockOwned(UUID applicationId, String owner) {
        return lock(applicationId, owner).isPresent();
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

    /**
     * Locks the rows of these users, in one order: what one owns changes only under this lock.
     *
     * @return those that are there, and whether they may sign in
     */
    Map<String, Boolean> lockOwners(Collection<String> names) {
        Map<String, Boolean> active = new HashMap<>();
        for (Object row : getEntityManager()
                .createNativeQuery(
                        "select name, active from users where name in (:names) order by name for update", Tuple.class)
                .setParameter("names", names)
                .getResultList()) {
            Tuple user = (Tuple) row;
            active.put(user.get(0, String.class), user.get(1, Boolean.class));
        }
        return active;
    }

    /** Every one of this user, by name. */
    public List<ApplicationEntity> allOf(String owner) {
        return list("owner = ?1 order by lower(name), id", owner);
    }

    /** Finds it, whosever it is, and locks its row. */
    Optional<ApplicationEntity> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    boolean isNameTaken(String name, String owner) {
        return count("owner = ?1 and lower(name) = ?2", owner, name.toLowerCase(Locale.ROOT)) > 0;
    }

    /** @param namePart of which a name has to have a part, in any case; empty = all */
    List<ApplicationEntity> page(String owner, String namePart, int offset, int limit) {
        return find(NAMED + " order by lower(name), id", owner, namePart.toLowerCase(Locale.ROOT))
                .range(offset, offset + limit - 1)
                .list();
    }

    long countOf(String owner, String namePart) {
        return count(NAMED, owner, namePart.toLowerCase(Locale.ROOT));
    }

    /** @param owner empty = of every user */
    List<ApplicationEntity> pageOfAll(String owner, int offset, int limit) {
        return find("?1 = '' or owner = ?1 order by lower(name), id", owner)
                .range(offset, offset + limit - 1)
                .list();
    }

    long countOfAll(String owner) {
        return count("?1 = '' or owner = ?1", owner);
    }

    /** Those of these users who may sign in. */
    Set<String> activeAmong(Set<String> owners) {
        return owners.isEmpty()
                ? Set.of()
                : Set.copyOf(getEntityManager()
                        .createNativeQuery("select name from users where active and name in (:names)", String.class)
                        .setParameter("names", owners)
                        .getResultList());
    }

    boolean isOwnerActive(String consumerKey) {
        return !getEntityManager()
                .createNativeQuery("select 1 from application_key k join application a on a.id = k.application_id"
                        + " join users u on u.name = a.owner where k.consumer_key = :key and u.active")
                .setParameter("key", consumerKey)
                .getResultList()
                .isEmpty();
    }
}
