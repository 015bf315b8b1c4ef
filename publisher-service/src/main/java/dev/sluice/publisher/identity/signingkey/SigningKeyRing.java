package dev.sluice.publisher.identity.signingkey;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.access.AccessRecord.KeyUse;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.delivery.outbox.AdvisoryLock;
import dev.sluice.publisher.delivery.outbox.Change;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.delivery.rebuild.ControlRecordSource;
import dev.sluice.publisher.secret.StoredSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The stored keys and the moves between their stages, one publisher at a time. */
@ApplicationScoped
class SigningKeyRing implements ControlRecordSource {
    private final SigningKeyRepository repository;
    private final ControlOutbox outbox;
    private final StoredSecrets secrets;
    private final SigningConfig config;

    SigningKeyRing(SigningKeyRepository repository, ControlOutbox outbox, StoredSecrets secrets, SigningConfig config) {
        this.repository = repository;
        this.outbox = outbox;
        this.secrets = secrets;
        this.config = config;
    }

    /** Returns whether there is no key yet. */
    @Transactional
    boolean isEmpty() {
        return repository.inStage(KeyUse.CURRENT).isEmpty();
    }

    /** Returns whether the current key has its age and no successor is announced. */
    @Transactional
    boolean isSuccessorDue(Instant now) {
        boolean old = repository
                .inStage(KeyUse.CURRENT)
                .filter(current -> current.createdAt().plus(config.keyAge()).isBefore(now))
                .isPresent();
        return old && repository.inStage(KeyUse.NEXT).isEmpty();
    }

    /**
     * Stores a new key and announces it, unless another publisher has just done so. The very first key is current at once:
     * no client can hold a token of another.
     *
     * @param pair made before, since making it takes long and this holds a lock
     * @param issuer of the tokens that it will sign
     */
    @Transactional
    void announce(KeyPair pair, String issuer) {
        lock();
        Instant now = Instant.now();
        KeyUse stage = isEmpty() ? KeyUse.CURRENT : KeyUse.NEXT;
        if (stage == KeyUse.NEXT && !isSuccessorDue(now)) {
            return;
        }
        String kid = UUID.randomUUID().toString();
        SigningKeyEntity key = new SigningKeyEntity(
                kid,
                RsaKeys.jwk(kid, pair.getPublic()),
                secrets.store(pair.getPrivate().getEncoded(), place(kid)),
                stage,
                now);
        key.signsFor(issuer);
        repository.persist(key);
        send(List.of(key));
    }

    /** Sends the records anew that name another issuer, or none. */
    @Transactional
    void sayIssuer(String issuer) {
        lock();
        List<SigningKeyEntity> stale = repository.ofAnotherIssuer(issuer);
        if (!stale.isEmpty()) {
            stale.forEach(key -> key.signsFor(issuer));
            send(stale);
        }
    }

    /** The successor that is waiting to sign. */
    @Transactional
    Optional<SigningKeyEntity> next() {
        return repository.inStage(KeyUse.NEXT);
    }

    /** From now on this successor signs; a publisher that comes second finds it done. */
    @Transactional
    void promote(String kid, Instant now) {
        lock();
        SigningKeyEntity next = repository.inStage(KeyUse.NEXT).orElse(null);
        if (next == null || !next.kid().equals(kid)) {
            return;
        }
        SigningKeyEntity old = repository.inStage(KeyUse.CURRENT).orElseThrow();
        old.retire(now);
        repository.flush(); // one current key at a time, also for the index
        next.becomeCurrent();
        send(List.of(next, old));
    }

    /** Forgets keys that no token can be of any more. */
    @Transactional
    void forgetRetired(Instant now) {
        if (repository.retiredBefore(now.minus(config.keepRetired())).isEmpty()) {
            return;
        }
        lock();
        List<SigningKeyEntity> gone = repository.retiredBefore(now.minus(config.keepRetired()));
        if (gone.isEmpty()) {
            return;
        }
        gone.forEach(repository::delete);
        outbox.append(gone.stream()
                .<OutboxStep>map(key -> new OutboxStep.Tombstone(
                        ControlTopic.ACCESS, AccessKey.signingKey(key.kid()).toString()))
                .toList());
    }

    private void send(List<SigningKeyEntity> keys) {
        List<Change> changes =
                outbox.append(keys.stream().map(SigningKeyRing::put).toList());
        for (int i = 0; i < keys.size(); i++) {
            keys.get(i).onRecord(changes.get(i).version());
        }
    }

    private static OutboxStep put(SigningKeyEntity key) {
        return new OutboxStep.Put(
                ControlTopic.ACCESS,
                AccessKey.signingKey(key.kid()).toString(),
                version -> new String(
                        Wire.write(new AccessRecord.SigningKey(
                                AccessRecord.SigningKey.SCHEMA, version, key.publicJwk(), key.stage(), key.issuer())),
                        StandardCharsets.UTF_8));
    }

    @Override
    public ControlTopic topic() {
        return ControlTopic.ACCESS;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> present() {
        return repository.listAll().stream().map(SigningKeyRing::put).toList();
    }

    @Override
    public boolean owns(String key) {
        return AccessKey.Kind.JWK.isOf(key);
    }

    @Transactional
    Signer signer() {
        SigningKeyEntity current = repository.inStage(KeyUse.CURRENT).orElseThrow();
        return new Signer(
                current.kid(),
                RsaKeys.privateKey(secrets.open(current.privateKey(), place(current.kid()))),
                current.lastChange());
    }

    /** All keys that tokens in the world may be signed with, and the one that will be. */
    @Transactional
    List<SigningKeyEntity> all() {
        return repository.list("order by createdAt");
    }

    private void lock() {
        AdvisoryLock.SIGNING_KEYS.holdToTheEndOf(repository.getEntityManager());
    }

    private static String place(String kid) {
        return "signing-key/" + kid + "/private";
    }
}
