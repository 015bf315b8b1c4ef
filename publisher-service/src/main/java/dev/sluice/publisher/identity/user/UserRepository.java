package dev.sluice.publisher.identity.user;

import dev.sluice.publisher.web.access.Role;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class UserRepository implements PanacheRepositoryBase<UserEntity, String> {
    /** The user of this name, ignoring case. */
    Optional<UserEntity> named(String name) {
        return find("lower(name) = ?1", name.toLowerCase(Locale.ROOT)).firstResultOptional();
    }

    /** The user of exactly this name, locked. */
    Optional<UserEntity> lock(String name) {
        return find("name", name).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    /** The user whom another provider calls so, locked. */
    Optional<UserEntity> lockOfProvider(String subject) {
        return find("providerSubject", subject)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** How many have made their accounts. */
    long signedUp() {
        return count("signedUp");
    }

    long signedUpAndInactive() {
        return count("signedUp and not active");
    }

    /** In this transaction the trigger of the table lets this session of a browser go on; by the hash of its cookie. */
    void keepSession(String tokenHash) {
        getEntityManager()
                .createNativeQuery("select set_config('sluice.kept_session', :hash, true)")
                .setParameter("hash", tokenHash)
                .getSingleResult();
    }

    /** To the end of the transaction no other one makes a user. */
    void lockNames() {
        getEntityManager()
                .createNativeQuery("lock table users in share row exclusive mode")
                .executeUpdate();
    }

    Optional<UserEntity> byId(UUID id) {
        return find("id", id).firstResultOptional();
    }

    List<UserEntity> page(int offset, int limit) {
        return find("order by lower(name)").range(offset, offset + limit - 1).list();
    }

    /** Locks every active admin, in one order, so that of two requests at once each sees what the other leaves. */
    List<UserEntity> lockAdmins() {
        return find("active and ?1 member of roles order by name", Role.ADMIN)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }
}
