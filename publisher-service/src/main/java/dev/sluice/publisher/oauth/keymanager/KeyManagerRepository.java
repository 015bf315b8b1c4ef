package dev.sluice.publisher.oauth.keymanager;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The key managers' table. */
@ApplicationScoped
class KeyManagerRepository implements PanacheRepositoryBase<KeyManagerEntity, UUID> {
    Optional<KeyManagerEntity> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The one of this name, whatever its case, locked. */
    Optional<KeyManagerEntity> lockNamed(String name) {
        return find("lower(name)", name.toLowerCase(Locale.ROOT))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    boolean isNameTaken(String name) {
        return count("lower(name)", name.toLowerCase(Locale.ROOT)) > 0;
    }

    Optional<KeyManagerEntity> ofIssuer(String issuer) {
        return find("issuer", issuer).firstResultOptional();
    }

    List<KeyManagerEntity> byName() {
        return list("order by name");
    }

    /** One whose keys are to be fetched now, locked; one that another publisher has just taken is not it. */
    Optional<KeyManagerEntity> lockDue(Instant now) {
        List<UUID> due = getEntityManager()
                .createNativeQuery(
                        "select id from key_manager where fetch_at <= :now order by fetch_at limit 1"
                                + " for update skip locked",
                        UUID.class)
                .setParameter("now", now)
                .getResultList();
        return due.stream().findFirst().flatMap(this::findByIdOptional);
    }
}
