package dev.sluice.publisher.identity.session;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class SessionRepository implements PanacheRepositoryBase<SessionEntity, UUID> {
    private static final int BATCH = 10_000;

    /** Finds it and locks its row: before any of its tokens' rows, so that no two wait for each other. */
    Optional<SessionEntity> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Ends the oldest sessions of a client, so that at most {@code max} stay. */
    void keepNewest(String clientId, int max) {
        getEntityManager()
                .createNativeQuery("delete from session where id in (select id from session where client_id = :client"
                        + " order by created_at desc offset :max)")
                .setParameter("client", clientId)
                .setParameter("max", max)
                .executeUpdate();
    }

    void endThoseOf(String userName) {
        delete("userName", userName);
    }

    /** With their tokens; of two publishers each takes others. */
    void forgetExpired(Instant now) {
        getEntityManager()
                .createNativeQuery("delete from session where id in (select id from session where expires_at < :now"
                        + " limit " + BATCH + " for update skip locked)")
                .setParameter("now", now)
                .executeUpdate();
    }
}
