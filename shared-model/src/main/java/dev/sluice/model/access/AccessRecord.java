package dev.sluice.model.access;

import static java.util.Objects.requireNonNull;

import dev.sluice.model.VersionedRecord;
import dev.sluice.model.WireName;
import dev.sluice.model.api.KeyType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who may subscribe: {@code sluice.access}, key {@code <kind>/<id>} ({@link AccessKey}). */
public sealed interface AccessRecord extends VersionedRecord {

    /**
     * {@code application/<applicationId>}: an application of a developer.
     *
     * @param status {@value #APPROVED}, or another word while its tokens open nothing: {@value #INACTIVE} = its owner
     *     may not sign in
     */
    record Application(
            int schema, long version, String applicationId, String name, String owner, String policy, String status)
            implements AccessRecord {
        public static final String APPROVED = "APPROVED";
        public static final String INACTIVE = "INACTIVE";

        /** Returns whether its tokens count. */
        public boolean counts() {
            return APPROVED.equals(status);
        }
    }

    /** {@code client/<consumerKey>}: the OAuth2 client of an application for one key type. */
    record Client(int schema, long version, String applicationId, KeyType keyType) implements AccessRecord {
        public Client {
            requireNonNull(applicationId, "applicationId");
            requireNonNull(keyType, "keyType");
        }
    }

    /** {@code subscription/<applicationId>/<apiId>}. */
    record Subscription(int schema, long version, String subscriptionId, String plan, SubscriptionState state)
            implements AccessRecord {
        public Subscription {
            requireNonNull(state, "state");
        }
    }

    /**
     * {@code jwk/<kid>}: a key that signs access tokens.
     *
     * @param jwk the public key, RFC 7517: {@code kty, kid, use, alg, n, e}
     * @param issuer {@code iss} of the tokens that it signs; {@code null} = not said
     */
    record SigningKey(
            int schema,
            long version,
            Map<String, String> jwk,
            KeyUse use,
            @Nullable String issuer) implements AccessRecord {
        public SigningKey {
            jwk = Map.copyOf(jwk);
        }
    }

    /**
     * {@code revoked/<jti>}: a token that counts no more.
     *
     * @param expiresAt epoch milliseconds; the record is tombstoned then
     */
    record Revoked(int schema, long version, long expiresAt) implements AccessRecord {}

    /** Whether a subscription opens the API. */
    enum SubscriptionState {
        UNBLOCKED,
        BLOCKED,
        PROD_ONLY_BLOCKED,
        ON_HOLD,
        REJECTED;

        /** Returns whether keys of this type may subscribe. */
        public boolean opens(KeyType keyType) {
            return switch (this) {
                case UNBLOCKED -> true;
                case PROD_ONLY_BLOCKED -> keyType == KeyType.SANDBOX;
                case BLOCKED, ON_HOLD, REJECTED -> false;
            };
        }
    }

    /** Where a signing key is in its life. */
    enum KeyUse implements WireName {
        NEXT,
        CURRENT,
        RETIRED
    }
}
