package dev.sluice.gateway.access;

import dev.sluice.gateway.access.deny.DenyRules;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import java.security.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The applications, clients, subscriptions, keys, revocations and deny rules that are in force. One thread changes it, any thread reads;
 * a reader sees each record whole, and two records perhaps from different moments.
 */
public final class AccessTable {
    private final Map<AccessKey, AccessRecord> records = new ConcurrentHashMap<>();
    private final Map<String, TokenKey> signingKeys = new ConcurrentHashMap<>();
    private final DenyRules denyRules = new DenyRules();
    /** By {@code iss}. */
    private final Map<String, ForeignIssuer> issuers = new ConcurrentHashMap<>();
    /** By their hashes; they have no record beside it, since there may be very many. */
    private final Map<String, KeyRule> apiKeys = new ConcurrentHashMap<>();

    /**
     * Puts a record into force.
     *
     * @throws IllegalArgumentException it cannot be applied; what was in force under this key stays
     */
    public void put(AccessKey key, AccessRecord record) {
        if (record instanceof AccessRecord.ApiKey apiKey) {
            apiKeys.put(key.id(), KeyRule.of(apiKey));
            return;
        }
        if (record instanceof AccessRecord.SigningKey signingKey) {
            signingKeys.put(key.id(), new TokenKey(publicKey(key.id(), signingKey), signingKey.issuer()));
        }
        if (record instanceof AccessRecord.Deny rule) {
            denyRules.put(key.id(), rule);
        }
        if (record instanceof AccessRecord.Issuer issuer) {
            issuers.put(issuer.issuer(), ForeignIssuer.of(key.id(), issuer));
        }
        records.put(key, record);
    }

    /** Takes a record out of force. */
    public void remove(AccessKey key) {
        if (records.remove(key) instanceof AccessRecord.Issuer issuer) {
            issuers.remove(issuer.issuer());
        }
        if (key.kind() == AccessKey.Kind.JWK) {
            signingKeys.remove(key.id());
        }
        if (key.kind() == AccessKey.Kind.DENY) {
            denyRules.remove(key.id());
        }
        if (key.kind() == AccessKey.Kind.API_KEY) {
            apiKeys.remove(key.id());
        }
    }

    private static Key publicKey(String keyId, AccessRecord.SigningKey signingKey) {
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(new HashMap<>(signingKey.jwk()));
            if (!"RSA".equals(jwk.getKeyType()) || !keyId.equals(jwk.getKeyId())) {
                throw new IllegalArgumentException("signing key " + keyId + " is no RSA key of that id");
            }
            return jwk.getKey();
        } catch (JoseException broken) {
            throw new IllegalArgumentException("signing key " + keyId + " cannot be read", broken);
        }
    }

    @Nullable
    TokenKey signingKey(String keyId) {
        return signingKeys.get(keyId);
    }

    @Nullable
    KeyRule apiKey(String hash) {
        return apiKeys.get(hash);
    }

    /** The foreign issuer of this {@code iss}; none is what we are ourselves. */
    @Nullable
    ForeignIssuer foreignIssuer(String issuer) {
        boolean isOurs = signingKeys.values().stream().anyMatch(key -> issuer.equals(key.issuer()));
        return isOurs ? null : issuers.get(issuer);
    }

    /**
     * The client of a token, while that is in force by which the token was verified.
     *
     * @param token of a foreign issuer if its consumer key has the name of a key manager and a colon in front
     */
    Optional<AccessRecord.Client> client(VerifiedToken.Access token) {
        String consumerKey = token.consumerKey();
        int colon = consumerKey.indexOf(':');
        if (colon >= 0 && !isInForce(consumerKey.substring(0, colon), token.source())) {
            return Optional.empty();
        }
        return find(AccessKey.client(consumerKey), AccessRecord.Client.class);
    }

    private boolean isInForce(String keyManager, @Nullable ForeignSource source) {
        return source != null
                && issuers.values().stream()
                        .anyMatch(issuer -> issuer.keyManager().equals(keyManager) && issuer.verifies(source));
    }

    Optional<AccessRecord.Application> application(String applicationId) {
        return find(AccessKey.application(applicationId), AccessRecord.Application.class);
    }

    Optional<AccessRecord.Subscription> subscription(String applicationId, String apiId) {
        return find(AccessKey.subscription(applicationId, apiId), AccessRecord.Subscription.class);
    }

    DenyRules denyRules() {
        return denyRules;
    }

    Optional<AccessRecord.Plan> plan(AccessRecord.PlanLevel level, String name) {
        return find(AccessKey.plan(level, name), AccessRecord.Plan.class);
    }

    boolean isRevoked(String tokenId) {
        return records.containsKey(AccessKey.revoked(tokenId));
    }

    private <T extends AccessRecord> Optional<T> find(AccessKey key, Class<T> type) {
        return Optional.ofNullable(records.get(key)).map(type::cast);
    }

    /**
     * A key that signs tokens.
     *
     * @param issuer the {@code iss} of its tokens; {@code null} = not known
     */
    record TokenKey(Key key, @Nullable String issuer) {}
}
