package dev.sluice.publisher.identity.signingkey;

import dev.sluice.publisher.delivery.propagation.Propagation;
import dev.sluice.publisher.secret.StoredSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Signs with the current key, and hands over to a successor that all gateways know. The keys are in the database, shared by
 * all publishers. A key signs only after its record is in Kafka. Thread safe.
 */
@ApplicationScoped
public class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private final SigningKeyRing ring;
    private final Propagation propagation;
    private final StoredSecrets secrets;
    private final SigningConfig config;
    private volatile @Nullable Signer signer;
    private volatile @Nullable String sentKid;

    SigningKeys(SigningKeyRing ring, Propagation propagation, StoredSecrets secrets, SigningConfig config) {
        this.ring = ring;
        this.propagation = propagation;
        this.secrets = secrets;
        this.config = config;
    }

    /**
     * Makes the first key if there is none.
     *
     * @param issuer of the tokens that are signed: the gateways are told, and check it
     */
    public void start(String issuer) {
        if (!secrets.areSealed()) {
            LOG.warn("sluice.secrets.key-file is not set: signing keys are stored unsealed, and a reader of the"
                    + " database can sign tokens");
        }
        if (ring.isEmpty()) {
            ring.announce(RsaKeys.generate(), issuer);
        }
        ring.sayIssuer(issuer);
        signer = ring.signer();
    }

    /** Moves keys on where it is time, and takes over what another publisher has moved. */
    public void upkeep(String issuer) {
        Instant now = Instant.now();
        if (ring.isSuccessorDue(now)) {
            ring.announce(RsaKeys.generate(), issuer);
        }
        ring.next()
                .filter(next -> propagation.hasReachedAll(next.lastChange())
                        || (next.announcedAt().plus(config.announceFor()).isBefore(now)
                                && propagation.awaitSent(next.lastChange())))
                .ifPresent(next -> ring.promote(next.kid(), now));
        ring.forgetRetired(now);
        signer = ring.signer();
    }

    /** The key that signs; empty while its record has not reached Kafka, after waiting a second for it. */
    public Optional<Signer> signer() {
        Signer current = signer;
        if (current == null) {
            return Optional.empty();
        }
        if (!current.kid().equals(sentKid)) {
            if (!propagation.awaitSent(current.announced())) {
                return Optional.empty();
            }
            sentKid = current.kid();
        }
        return Optional.of(current);
    }

    /** The public key with this id, of whatever stage. */
    public Optional<PublicKey> publicKey(String kid) {
        return ring.all().stream()
                .filter(key -> key.kid().equals(kid))
                .findFirst()
                .map(key -> RsaKeys.publicKey(key.publicJwk()));
    }

    /** The public keys as {@code /oauth2/jwks} shows them. */
    public List<Map<String, String>> jwks() {
        return ring.all().stream().map(SigningKeyEntity::publicJwk).toList();
    }
}
