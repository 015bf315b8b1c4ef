package dev.sluice.gateway.access;

import java.util.Set;

/**
 * What a token says whose signature and times were good when it was verified.
 *
 * @param consumerKey of the client that it was given to ({@code azp})
 * @param expiresAtMillis epoch milliseconds; from then on it counts no more
 */
public record VerifiedToken(String tokenId, String consumerKey, long expiresAtMillis, Set<String> scopes) {
    public VerifiedToken {
        scopes = Set.copyOf(scopes);
    }
}
