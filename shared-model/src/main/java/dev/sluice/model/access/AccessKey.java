package dev.sluice.model.access;

import java.util.Optional;

/**
 * The key of an access record.
 *
 * @param id what stands after the first slash; may hold slashes itself
 */
public record AccessKey(Kind kind, String id) {

    public static AccessKey application(String applicationId) {
        return new AccessKey(Kind.APPLICATION, applicationId);
    }

    public static AccessKey client(String consumerKey) {
        return new AccessKey(Kind.CLIENT, consumerKey);
    }

    public static AccessKey subscription(String applicationId, String apiId) {
        return new AccessKey(Kind.SUBSCRIPTION, applicationId + '/' + apiId);
    }

    public static AccessKey signingKey(String keyId) {
        return new AccessKey(Kind.JWK, keyId);
    }

    public static AccessKey revoked(String tokenId) {
        return new AccessKey(Kind.REVOKED, tokenId);
    }

    /** @param level of the plan: what it is for */
    public static AccessKey plan(AccessRecord.PlanLevel level, String name) {
        return new AccessKey(Kind.PLAN, level.wireName() + '/' + name);
    }

    /** @param hash the SHA-256 of the key, 64 lower-case hexadecimal digits */
    public static AccessKey apiKey(String hash) {
        return new AccessKey(Kind.API_KEY, hash);
    }

    public static AccessKey deny(String ruleId) {
        return new AccessKey(Kind.DENY, ruleId);
    }

    /** @param hash the first 32 hexadecimal digits of the SHA-256 of the issuer */
    public static AccessKey issuer(String hash) {
        return new AccessKey(Kind.ISSUER, hash);
    }

    /** The key in this text; empty when its kind is not known here: such a record is left alone. */
    public static Optional<AccessKey> parse(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (kind.prefix.length() == slash && text.startsWith(kind.prefix)) {
                return Optional.of(new AccessKey(kind, text.substring(slash + 1)));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return kind.prefix + '/' + id;
    }

    /** The kinds of access records. */
    public enum Kind {
        APPLICATION("application"),
        CLIENT("client"),
        SUBSCRIPTION("subscription"),
        JWK("jwk"),
        REVOKED("revoked"),
        PLAN("plan"),
        API_KEY("apikey"),
        DENY("deny"),
        ISSUER("issuer");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** Returns whether a record under this key is of this kind. */
        public boolean isOf(String key) {
            return parse(key).filter(parsed -> parsed.kind() == this).isPresent();
        }
    }
}
