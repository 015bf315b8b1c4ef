package dev.sluice.gateway.access;

import dev.sluice.model.api.KeyType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
     * @param source {@code null} = we have issued it
     */
    record Access(
            String tokenId,
            String consumerKey,
            long expiresAtMillis,
            Set<String> scopes,
            @Nullable ForeignSource source)
            implements VerifiedToken {
        public Access {
            scopes = Set.copyOf(scopes);
        }

        /** One of ours. */
        public Access(String tokenId, String consumerKey, long expiresAtMillis, Set<String> scopes) {
            this(tokenId, consumerKey, expiresAtMillis, scopes, null);
        }
    }

    /** A test key: good for one API, for any holder. */
    record Test(String tokenId, String apiId, KeyType keyType, long expiresAtMillis) implements VerifiedToken {}
}
