package dev.sluice.gateway.access;

import dev.sluice.model.api.KeyType;
import java.util.Set;

/** What a token says whose signature and times were good when it was verified. */
public sealed interface VerifiedToken {
    /** Its {@code jti}. */
    String tokenId();

    /** Epoch milliseconds; from then on it counts no more. */
    long expiresAtMillis();

    /**
     * An access token of an application.
     *
     * @param consumerKey of the client that it was given to ({@code azp})
     */
    record Access(String tokenId, String consumerKey, long expiresAtMillis, Set<String> scopes)
            implements VerifiedToken {
        public Access {
            scopes = Set.copyOf(scopes);
        }
    }

    /** A test key: good for one API, for any holder. */
    record Test(String tokenId, String apiId, KeyType keyType, long expiresAtMillis) implements VerifiedToken {}
}
