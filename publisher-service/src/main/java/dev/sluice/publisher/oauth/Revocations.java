package dev.sluice.publisher.oauth;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.audit.AuditAction;
import dev.sluice.publisher.audit.AuditLog;
import dev.sluice.publisher.audit.AuditSubject;
import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.delivery.rebuild.ControlRecordSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Tokens that count no more, until the day they would have expired anyway. */
@ApplicationScoped
class Revocations implements ControlRecordSource {
    private static final int BATCH = 500;

    private final EntityManager entityManager;
    private final ControlOutbox outbox;
    private final AuditLog audit;

    Revocations(EntityManager entityManager, ControlOutbox outbox, AuditLog audit) {
        this.entityManager = entityManager;
        this.outbox = outbox;
        this.audit = audit;
    }

    /** Revokes a token; one that is revoked already is told to the gateways once more, so that the answer can say so. */
    @Transactional
    List<Change> revoke(AccessToken token) {
        entityManager
                .createNativeQuery("insert into revoked_token (jti, expires_at) values (:jti, :expiresAt)"
                        + " on conflict (jti) do nothing")
                .setParameter("jti", token.id())
                .setParameter("expiresAt", token.expiresAt())
                .executeUpdate();
        audit.record(new AuditSubject("token", token.id(), ""), AuditAction.REVOKE, null, null);
        return outbox.append(List.of(put(token.id(), token.expiresAt().toEpochMilli())));
    }

    private static OutboxStep put(String jti, long expiresAt) {
        return new OutboxStep.Put(
                ControlTopic.ACCESS,
                AccessKey.revoked(jti).toString(),
                version -> new String(
                        Wire.write(new AccessRecord.Revoked(AccessRecord.Revoked.SCHEMA, version, expiresAt)),
                        StandardCharsets.UTF_8));
    }

    @Override
    public ControlTopic topic() {
        return ControlTopic.ACCESS;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> present() {
        List<Object[]> rows = entityManager
                .createNativeQuery(
                        "select jti, cast(floor(extract(epoch from expires_at) * 1000) as bigint) from revoked_token",
                        Object[].class)
                .getResultList();
        return rows.stream().map(row -> put((String) row[0], (Long) row[1])).toList();
    }

    /** A revocation that a restored database has forgotten still holds. */
    @Override
    public boolean owns(String key) {
        return false;
    }

    @Transactional
    boolean isRevoked(AccessToken token) {
        return !entityManager
                .createNativeQuery("select 1 from revoked_token where jti = :jti")
                .setParameter("jti", token.id())
                .getResultList()
                .isEmpty();
    }

    /** Takes back revocations of tokens that have expired; of two publishers each takes others. */
    @Transactional
    int forgetExpired(Instant now) {
        List<String> gone = entityManager
                .createNativeQuery(
                        "delete from revoked_token where jti in (select jti from revoked_token"
                                + " where expires_at < :now limit " + BATCH + " for update skip locked) returning jti",
                        String.class)
                .setParameter("now", now)
                .getResultList();
        if (!gone.isEmpty()) {
            outbox.append(gone.stream()
                    .<OutboxStep>map(jti -> new OutboxStep.Tombstone(
                            ControlTopic.ACCESS, AccessKey.revoked(jti).toString()))
                    .toList());
        }
        return gone.size();
    }
}
