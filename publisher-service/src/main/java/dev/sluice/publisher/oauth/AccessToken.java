package dev.sluice.publisher.oauth;

import java.time.Instant;

/** What a token of ours says, once its signature has been checked. */
record AccessToken(String id, String consumerKey, String scope, Instant issuedAt, Instant expiresAt) {}
