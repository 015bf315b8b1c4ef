package dev.sluice.publisher.identity.client;

import dev.sluice.publisher.secret.OpaqueSecret;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Clients, and the hashes of their secrets. */
@ApplicationScoped
class RegisteredClientRepository implements PanacheRepositoryBase<RegisteredClientEntity, String> {
    /** Holds back others who register for this owner, until the end of the transaction. */
    void lockOwner(String owner) {
        getEntityManager()
                .createNativeQuery("select 1 from users where name = :owner for update")
                .setParameter("owner", owner)
                .getSingleResult();
    }

    Optional<RegisteredClientEntity> named(String owner, String name) {
        return find("owner = ?1 and lower(name) = ?2", owner, name.toLowerCase(Locale.ROOT))
                .firstResultOptional();
    }

    long countOf(String owner) {
        return count("owner", owner);
    }

    /** Adds a secret; of those before it the newest stay, so that there are at most {@code max}. */
    void addSecret(String clientId, OpaqueSecret secret, Instant now, int max) {
        flush();
        getEntityManager()
                .createNativeQuery("delete from registered_client_secret where secret_hash in (select secret_hash"
                        + " from registered_client_secret where client_id = :client"
                        + " order by created_at desc offset :kept)")
                .setParameter("client", clientId)
                .setParameter("kept", max - 1)
                .executeUpdate();
        getEntityManager()
                .createNativeQuery("insert into registered_client_secret (secret_hash, client_id, created_at)"
                        + " values (:hash, :client, :now)")
                .setParameter("hash", secret.hash())
                .setParameter("client", clientId)
                .setParameter("now", now)
                .executeUpdate();
    }

    boolean hasSecret(String clientId, OpaqueSecret secret) {
        return !getEntityManager()
                .createNativeQuery(
                        "select 1 from registered_client_secret where client_id = :client" + " and secret_hash = :hash")
                .setParameter("client", clientId)
                .setParameter("hash", secret.hash())
                .getResultList()
                .isEmpty();
    }
}
