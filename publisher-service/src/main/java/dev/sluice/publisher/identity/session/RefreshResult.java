package dev.sluice.publisher.identity.session;

import java.util.Set;

/** How a refresh has ended. */
public sealed interface RefreshResult {
    /** The refresh token that was sent is spent now. */
    record Refreshed(IssuedTokens tokens) implements RefreshResult {}

    /** The token is unknown, expired, another client's, or its user may not sign in any more. */
    record Invalid() implements RefreshResult {}

    /** The token was spent before: one of the two who had it is a thief, so its session is over for both. */
    record Reused() implements RefreshResult {}

    /** More was asked for than had been granted. */
    record BeyondGrant(Set<String> scopes) implements RefreshResult {
        public BeyondGrant {
            scopes = Set.copyOf(scopes);
        }
    }
}
