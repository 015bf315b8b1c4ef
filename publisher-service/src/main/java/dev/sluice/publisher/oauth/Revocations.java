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
import java.util.Optional;

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

    /**
     * Revokes a token.
     *
     * @return what the gateways are told; of one that is revoked already, what they have been told
     */
    @Transactional
    List<Change> revoke(AccessToken token) {
        boolean isNew = entityManager
                        .createNativeQuery("insert into revoked_token (jti, expires_at) values (:jti, :expiresAt)"
                                + " on conflict (jti) do nothing")
                        .setParameter("jti", token.id())
                        .setParameter("expiresAt", token.expiresAt())
                        .executeUpdate()
                > 0;
        if (isNew) {
            audit.record(new AuditSubject("token", token.id(), token.consumerKey()), AuditAction.REVOKE, null, null);
        }
        return versionOf(token.id())
                .map(version -> List.of(new Change(ControlTopic.ACCESS, keyOf(token.id()), version)))
                .orElseGet(() -> tell(token));
    }

    /** Empty when it is new, or was revoked by a publisher that kept no versions. */
    private Optional<Long> versionOf(String jti) {
        List<Long> versions = entityManager
                .createNativeQuery(
                        "select version from revoked_token where jti = :jti and version is not null", Long.class)
                .setParameter("jti", jti)
                .getResultList();
        return versions.stream().findFirst();
    }

    private List<Change> tell(AccessToken token) {
        List<Change> changes =
                outbox.append(List.of(put(token.id(), token.expiresAt().toEpochMilli())));
        entityManager
                .createNativeQuery("update revoked_token set version = :version where jti = :jti")
                .setParameter("version", changes.getFirst().version())
                .setParameter("jti", token.id())
                .executeUpdate();
        return changes;
    }

    private static String keyOf(String jti) {
        return AccessKey.revoked(jti).toString();
    }

    private static OutboxStep put(String jti, long expiresAt) {
        return new OutboxStep.Put(
                ControlTopic.ACCESS,
                keyOf(jti),
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
                    .<OutboxStep>map(jti -> new OutboxStep.Tombstone(ControlTopic.ACCESS, keyOf(jti)))
                    .toList());
        }
        return gone.size();
    }
}
