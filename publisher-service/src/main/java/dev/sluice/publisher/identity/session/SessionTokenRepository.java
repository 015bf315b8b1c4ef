package dev.sluice.publisher.identity.session;

import dev.sluice.publisher.secret.OpaqueSecret;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class SessionTokenRepository implements PanacheRepositoryBase<SessionTokenEntity, String> {
    private static final int BATCH = 10_000;

    Optional<SessionTokenEntity> named(OpaqueSecret token) {
        return findByIdOptional(token.hash());
    }

    /** As it is now, after a lock was waited for; empty when it has gone meanwhile. */
    Optional<SessionTokenEntity> reread(SessionTokenEntity token) {
        getEntityManager().detach(token);
        return findByIdOptional(token.tokenHash());
    }

    /** Forgets the oldest tokens of a session, so that at most {@code max} stay. */
    void keepNewest(UUID sessionId, int max) {
        getEntityManager()
                .createNativeQuery("delete from session_token where token_hash in (select token_hash from session_token"
                        + " where session_id = :session order by issued_at desc offset :max)")
                .setParameter("session", sessionId)
                .setParameter("max", max)
                .executeUpdate();
    }

    void forgetExpired(Instant now) {
        getEntityManager()
                .createNativeQuery("delete from session_token where token_hash in (select token_hash from session_token"
                        + " where expires_at < :now limit " + BATCH + " for update skip locked)")
                .setParameter("now", now)
                .executeUpdate();
    }
}
