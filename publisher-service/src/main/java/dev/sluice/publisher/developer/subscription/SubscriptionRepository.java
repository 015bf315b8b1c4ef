package dev.sluice.publisher.developer.subscription;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The subscriptions' table; a developer sees those of their own applications. */
@ApplicationScoped
public class SubscriptionRepository implements PanacheRepositoryBase<SubscriptionEntity, UUID> {
    private static final String OWN = " from SubscriptionEntity s, ApplicationEntity a where a.id = s.applicationId"
            + " and a.owner = :owner and (:application is null or s.applicationId = :application)"
            + " and (:api is null or s.apiId = :api)";

    /** Finds it and locks its row. */
    Optional<SubscriptionEntity> lock(UUID applicationId, UUID apiId) {
        return find("applicationId = ?1 and apiId = ?2", applicationId, apiId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Locks the row of one that was found before the locks that come first, and reads it anew; empty = it is gone. */
    Optional<SubscriptionEntity> lockAgain(SubscriptionEntity found) {
        Optional<SubscriptionEntity> locked = lock(found.id());
        locked.ifPresent(getEntityManager()::refresh);
        return locked;
    }

    /** Finds it and locks its row. */
    Optional<SubscriptionEntity> lock(UUID id) {
        return find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    /** The API that a subscription is to, without its row being read for good; empty when there is none. */
    Optional<UUID> apiOf(UUID id) {
        return getEntityManager()
                .createQuery("select s.apiId from SubscriptionEntity s where s.id = :id", UUID.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    boolean hasAny(UUID apiId) {
        return count("apiId", apiId) > 0;
    }

    /** The ids of the APIs that the application of the client with this key is subscribed to. */
    public List<UUID> apisOf(String consumerKey) {
        return getEntityManager()
                .createQuery(
                        "select s.apiId from SubscriptionEntity s, ApplicationKeyEntity k"
                                + " where s.applicationId = k.applicationId and k.consumerKey = :key",
                        UUID.class)
                .setParameter("key", consumerKey)
                .getResultList();
    }

    List<SubscriptionEntity> ofApi(UUID apiId) {
        return list("apiId = ?1 order by createdAt, id", apiId);
    }

    long countOfApi(UUID apiId) {
        return count("apiId", apiId);
    }

    /** Deletes those to an API, one by one, so that each is audited; of two that delete one, the second passes over it. */
    List<SubscriptionEntity> takeOfApi(UUID apiId) {
        return take("apiId", apiId);
    }

    /** The same with those of an application. */
    List<SubscriptionEntity> takeOfApplication(UUID applicationId) {
        return take("applicationId", applicationId);
    }

    private List<SubscriptionEntity> take(String of, UUID id) {
        List<SubscriptionEntity> gone = find(of + " = ?1 order by id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
        gone.forEach(this::delete);
        flush();
        return gone;
    }

    Optional<SubscriptionEntity> find(UUID id, String owner) {
        return getEntityManager()
                .createQuery(
                        "select s from SubscriptionEntity s, ApplicationEntity a"
                                + " where a.id = s.applicationId and a.owner = :owner and s.id = :id",
                        SubscriptionEntity.class)
                .setParameter("owner", owner)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** @param applicationId {@code null} = any; so with {@code apiId} */
    List<SubscriptionEntity> page(
            String owner, @Nullable UUID applicationId, @Nullable UUID apiId, int offset, int limit) {
        return own(
                        "select s" + OWN + " order by s.createdAt, s.id",
                        SubscriptionEntity.class,
                        owner,
                        applicationId,
                        apiId)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
    }

    long countOf(String owner, @Nullable UUID applicationId, @Nullable UUID apiId) {
        return own("select count(s)" + OWN, Long.class, owner, applicationId, apiId)
                .getSingleResult();
    }

    private <T> TypedQuery<T> own(
            String jpql, Class<T> type, String owner, @Nullable UUID applicationId, @Nullable UUID apiId) {
        return getEntityManager()
                .createQuery(jpql, type)
                .setParameter("owner", owner)
                .setParameter("application", applicationId)
                .setParameter("api", apiId);
    }
}
