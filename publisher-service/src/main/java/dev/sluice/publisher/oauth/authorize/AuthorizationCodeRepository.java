package dev.sluice.publisher.oauth.authorize;

import dev.sluice.publisher.secret.OpaqueSecret;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
class AuthorizationCodeRepository implements PanacheRepositoryBase<AuthorizationCodeEntity, String> {
    /** Takes a code away, of two who bring it for one of them. */
    Optional<AuthorizationCodeEntity> take(OpaqueSecret code) {
        Optional<AuthorizationCodeEntity> found = findByIdOptional(code.hash(), LockModeType.PESSIMISTIC_WRITE);
        found.ifPresent(this::delete);
        return found;
    }

    void forgetExpired(Instant now) {
        delete("expiresAt < ?1", now);
    }

    /** Forgets the oldest codes of a user, so that at most {@code max} stay. */
    void keepNewest(String userName, int max) {
        getEntityManager()
                .createNativeQuery("delete from authorization_code where code_hash in (select code_hash from"
                        + " authorization_code where user_name = :user order by authenticated_at desc offset :max)")
                .setParameter("user", userName)
                .setParameter("max", max)
                .executeUpdate();
    }

    void forgetThoseOf(String userName) {
        delete("userName", userName);
    }
}
