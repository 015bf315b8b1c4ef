package dev.sluice.publisher.developer.apikey;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The API keys' table. A developer sees those of their own applications. */
@ApplicationScoped
class ApiKeyRepository implements PanacheRepositoryBase<ApiKeyEntity, UUID> {
    private static final String OWN = " from ApiKeyEntity k, ApplicationEntity a where a.id = k.applicationId"
            + " and a.owner = :owner and (:application is null or k.applicationId = :application)"
            + " and (:api is null or k.apiId = :api) and (:keyType is null or k.keyType = :keyType)";
    private static final int BATCH = 500;

    List<ApiKeyEntity> page(ApiKeyFilter filter, int offset, int limit) {
        return own("select k" + OWN + " order by k.createdAt, k.id", ApiKeyEntity.class, filter)
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
    }

    long countOf(ApiKeyFilter filter) {
        return own("select count(k)" + OWN, Long.class, filter).getSingleResult();
    }

    private <T> TypedQuery<T> own(String jpql, Class<T> type, ApiKeyFilter filter) {
        return getEntityManager()
                .createQuery(jpql, type)
                .setParameter("owner", filter.owner())
                .setParameter("application", filter.applicationId())
                .setParameter("api", filter.apiId())
                .setParameter("keyType", filter.keyType());
    }

    Optional<ApiKeyEntity> find(ApiKeyFilter filter, UUID id) {
        return own("select k" + OWN + " and k.id = :id", ApiKeyEntity.class, filter)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    Optional<ApiKeyEntity> findByHash(ApiKeyFilter filter, String hash) {
        return own("select k" + OWN + " and k.hash = :hash", ApiKeyEntity.class, filter)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst();
    }

    /** Returns it as it is now, and locks its row; empty when it is gone. */
    Optional<ApiKeyEntity> lock(ApiKeyEntity found) {
        getEntityManager().detach(found);
        return findByIdOptional(found.id(), LockModeType.PESSIMISTIC_WRITE);
    }

    long countAt(ApiKeyPlace place) {
        return count(
                "applicationId = ?1 and apiId = ?2 and keyType = ?3",
                place.applicationId(),
                place.apiId(),
                place.keyType());
    }

    /** Deletes them; of two that delete one, the second passes over it. */
    List<ApiKeyEntity> takeAll(String where, Object... parameters) {
        List<ApiKeyEntity> gone = find(where + " order by id", parameters)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
        gone.forEach(this::delete);
        return gone;
    }

    boolean isSubscribed(UUID applicationId, UUID apiId) {
        return !getEntityManager()
                .createNativeQuery("select 1 from subscription where application_id = :application and api_id = :api")
                .setParameter("application", applicationId)
                .setParameter("api", apiId)
                .getResultList()
                .isEmpty();
    }

    /** The APIs that an application is subscribed to; two are enough to know that there are several. */
    List<UUID> someApisOf(UUID applicationId) {
        return getEntityManager()
                .createNativeQuery(
                        "select api_id from subscription where application_id = :application limit 2", UUID.class)
                .setParameter("application", applicationId)
                .getResultList();
    }

    /** The applications of a user that are subscribed to an API; two are enough. */
    List<UUID> someApplicationsAt(UUID apiId, String owner) {
        return getEntityManager()
                .createNativeQuery(
                        "select s.application_id from subscription s join application a on a.id = s.application_id"
                                + " where s.api_id = :api and a.owner = :owner limit 2",
                        UUID.class)
                .setParameter("api", apiId)
                .setParameter("owner", owner)
                .getResultList();
    }

    /** Deletes some that have expired, and returns their hashes; of two publishers each takes others. */
    List<String> takeExpired(Instant now) {
        return getEntityManager()
                .createNativeQuery(
                        "delete from api_key where id in (select id from api_key where expires_at <= :now limit "
                                + BATCH + " for update skip locked) returning hash",
                        String.class)
                .setParameter("now", now)
                .getResultList();
    }
}
