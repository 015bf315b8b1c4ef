package dev.sluice.publisher.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.publisher.identity.session.TokenFacts;
import org.jspecify.annotations.Nullable;

/** The answer of RFC 7662 2.2; of a token that is not good, or not the asker's, nothing but {@code active: false}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IntrospectionBody(
        @JsonProperty("active") boolean active,
        @JsonProperty("scope") @Nullable String scope,
        @JsonProperty("client_id") @Nullable String clientId,
        @JsonProperty("username") @Nullable String username,
        @JsonProperty("token_type") @Nullable String tokenType,
        @JsonProperty("sub") @Nullable String sub,
        @JsonProperty("jti") @Nullable String jti,
        @JsonProperty("iss") @Nullable String iss,
        @JsonProperty("iat") @Nullable Long iat,
        @JsonProperty("exp") @Nullable Long exp) {
    static final IntrospectionBody INACTIVE =
            new IntrospectionBody(false, null, null, null, null, null, null, null, null, null);

    static IntrospectionBody of(TokenFacts token, String issuer) {
        return new IntrospectionBody(
                true,
                token.scopes().text(),
                token.clientId(),
                token.userName(),
                token.isRefreshToken() ? "refresh_token" : "Bearer",
                token.userName(),
                null,
                issuer,
                token.issuedAt().getEpochSecond(),
                token.expiresAt().getEpochSecond());
    }

    static IntrospectionBody of(AccessToken token, String issuer) {
        return new IntrospectionBody(
                true,
                token.scope(),
                token.consumerKey(),
                null,
                "Bearer",
                token.consumerKey(),
                token.id(),
                issuer,
                token.issuedAt().getEpochSecond(),
                token.expiresAt().getEpochSecond());
    }
}
