package dev.sluice.publisher.identity.session;

import java.time.Instant;

/** What RFC 7662 says of a token that is good now. */
public record TokenFacts(
        boolean isRefreshToken,
        String clientId,
        String userName,
        GrantedScopes scopes,
        Instant issuedAt,
        Instant expiresAt) {}
