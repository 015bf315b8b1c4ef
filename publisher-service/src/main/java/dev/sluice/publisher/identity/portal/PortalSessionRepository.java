package dev.sluice.publisher.identity.portal;

import dev.sluice.publisher.secret.OpaqueSecret;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PortalSessionRepository implements PanacheRepositoryBase<PortalSessionEntity, String> {
    private static final int BATCH = 10_000;

    Optional<PortalSessionEntity> of(OpaqueSecret token) {
        return findByIdOptional(token.hash());
    }

    /** Not by the entity: another request may end the session meanwhile, and that is no failure. */
    void usedAt(PortalSessionEntity session, Instant now) {
        update("usedAt = ?1 where tokenHash = ?2", now, session.tokenHash());
    }

    /** Ends the oldest sessions of a user, so that at most {@code max} stay. */
    void keepNewest(String userName, int max) {
        getEntityManager()
                .createNativeQuery("delete from portal_session where token_hash in (select token_hash from"
                        + " portal_session where user_name = :user order by created_at desc offset :max)")
                .setParameter("user", userName)
                .setParameter("max", max)
                .executeUpdate();
    }

    /** @param kept the hash of the one that goes on; {@code null} = none */
    void endThoseOf(String userName, @Nullable String kept) {
        delete("userName = ?1 and tokenHash <> ?2", userName, kept == null ? "" : kept);
    }

    /** Of two publishers each takes others. */
    void forget(Instant expiredBefore, Instant unusedSince) {
        getEntityManager()
                .createNativeQuery("delete from portal_session where token_hash in (select token_hash from"
                        + " portal_session where expires_at < :expired or used_at < :unused limit " + BATCH
                        + " for update skip locked)")
                .setParameter("expired", expiredBefore)
                .setParameter("unused", unusedSince)
                .executeUpdate();
    }
}
