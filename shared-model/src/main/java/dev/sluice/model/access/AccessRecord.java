package dev.sluice.model.access;

import static java.util.Objects.requireNonNull;

import dev.sluice.model.VersionedRecord;
import dev.sluice.model.WireName;
import dev.sluice.model.api.KeyType;
import dev.sluice.model.quota.Period;
import dev.sluice.model.quota.WindowUnit;
import java.util.List;
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

    /**
     * {@code plan/<level>/<name>}: what a subscription, or an application, may be delivered.
     *
     * @param limits empty = nothing is limited
     * @param burst how fast; {@code null} = as fast as it goes
     * @param stopOnQuotaReach whether a limit ends streams; else it is only counted
     * @param maxConnections open at the same time; {@code null} = no bound
     * @param maxConnectionMs how long one may be open; {@code null} = as long as the API lets it
     */
    record Plan(
            int schema,
            long version,
            String name,
            List<PlanLimit> limits,
            @Nullable Burst burst,
            boolean stopOnQuotaReach,
            @Nullable Integer maxConnections,
            @Nullable Long maxConnectionMs)
            implements AccessRecord {
        public Plan {
            requireNonNull(name, "name");
            limits = limits == null ? List.of() : List.copyOf(limits);
        }
    }

    /**
     * {@code apikey/<sha256>}: a key that opens an API for an application.
     *
     * @param expiresAt epoch milliseconds; {@code null} = never
     * @param permittedIps addresses and CIDRs; empty = from everywhere
     * @param permittedReferers with {@code *} for any text; empty = from every page
     */
    record ApiKey(
            int schema,
            long version,
            String keyId,
            String apiId,
            String applicationId,
            KeyType keyType,
            @Nullable Long expiresAt,
            List<String> permittedIps,
            List<String> permittedReferers)
            implements AccessRecord {
        public ApiKey {
            requireNonNull(keyId, "keyId");
            requireNonNull(apiId, "apiId");
            requireNonNull(applicationId, "applicationId");
            requireNonNull(keyType, "keyType");
            permittedIps = permittedIps == null ? List.of() : List.copyOf(permittedIps);
            permittedReferers = permittedReferers == null ? List.of() : List.copyOf(permittedReferers);
        }
    }

    /**
     * {@code deny/<id>}: a rule that is on.
     *
     * @param value of {@code API} its base path, of {@code APPLICATION} its id, of {@code USER} the name of its owner, of
     *     {@code IP} an address, of {@code IP_RANGE} a CIDR or {@code <first>-<last>}
     * @param inverted of addresses: all but these are denied
     */
    record Deny(int schema, long version, DenyType type, String value, boolean inverted) implements AccessRecord {
        public Deny {
            requireNonNull(type, "type");
            requireNonNull(value, "value");
        }
    }

    /**
     * {@code issuer/<hash>}: a foreign issuer of access tokens.
     *
     * @param issuer {@code iss} of its tokens
     * @param keyManager its name; a client of it is {@code client/<keyManager>:<consumerKey>}
     * @param keys public keys, RFC 7517
     * @param audiences one of which a token must have; empty = any
     * @param consumerKeyClaim that holds the consumer key
     * @param scopeClaim that holds the scopes, as a text with blanks or as a list
     */
    record Issuer(
            int schema,
            long version,
            String issuer,
            String keyManager,
            List<Map<String, String>> keys,
            List<String> audiences,
            String consumerKeyClaim,
            String scopeClaim)
            implements AccessRecord {
        public Issuer {
            requireNonNull(issuer, "issuer");
            requireNonNull(keyManager, "keyManager");
            requireNonNull(consumerKeyClaim, "consumerKeyClaim");
            requireNonNull(scopeClaim, "scopeClaim");
            keys = keys.stream().map(Map::copyOf).toList();
            audiences = audiences == null ? List.of() : List.copyOf(audiences);
        }
    }

    /** So much in a window. */
    record PlanLimit(LimitType type, long count, WindowUnit unit, int units) {
        public PlanLimit {
            requireNonNull(type, "type");
            new Period(unit, units);
            if (count < 1) {
                throw new IllegalArgumentException("a limit of " + count);
            }
        }

        public Period period() {
            return new Period(unit, units);
        }
    }

    /** So many events in a short window; what comes faster waits. */
    record Burst(long count, WindowUnit unit, int units) {
        public Burst {
            new Period(unit, units);
            if (count < 1) {
                throw new IllegalArgumentException("a burst of " + count);
            }
        }

        public Period period() {
            return new Period(unit, units);
        }
    }

    /** What a limit counts. */
    enum LimitType implements WireName {
        EVENTS,
        BYTES
    }

    /** What a plan is for. */
    enum PlanLevel implements WireName {
        SUBSCRIPTION,
        APPLICATION
    }

    /** What a deny rule looks at. */
    enum DenyType {
        API,
        APPLICATION,
        USER,
        IP,
        IP_RANGE
    }

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
