package dev.sluice.publisher.oauth.authorize;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** OpenID Connect Discovery 1.0, 3. */
record DiscoveryBody(
        @JsonProperty("issuer") String issuer,
        @JsonProperty("authorization_endpoint") String authorizationEndpoint,
        @JsonProperty("token_endpoint") String tokenEndpoint,
        @JsonProperty("jwks_uri") String jwksUri,
        @JsonProperty("introspection_endpoint") String introspectionEndpoint,
        @JsonProperty("revocation_endpoint") String revocationEndpoint,
        @JsonProperty("scopes_supported") List<String> scopes,
        @JsonProperty("response_types_supported") List<String> responseTypes,
        @JsonProperty("response_modes_supported") List<String> responseModes,
        @JsonProperty("grant_types_supported") List<String> grantTypes,
        @JsonProperty("subject_types_supported") List<String> subjectTypes,

        @JsonProperty("id_token_signing_alg_values_supported")
        List<String> signingAlgorithms,

        @JsonProperty("token_endpoint_auth_methods_supported")
        List<String> clientAuthentication,

        @JsonProperty("code_challenge_methods_supported") List<String> challengeMethods,
        @JsonProperty("claims_supported") List<String> claims,

        @JsonProperty("authorization_response_iss_parameter_supported")
        boolean sendsIssuer) {
    static DiscoveryBody of(String issuer, String base) {
        return new DiscoveryBody(
                issuer,
                base + "/oauth2/authorize",
                base + "/oauth2/token",
                base + "/oauth2/jwks",
                base + "/oauth2/introspect",
                base + "/oauth2/revoke",
                List.of("openid"),
                List.of("code"),
                List.of("query"),
                List.of("authorization_code", "client_credentials", "password", "refresh_token"),
                List.of("public"),
                List.of("RS256"),
                List.of("client_secret_basic", "client_secret_post"),
                List.of("S256"),
                List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "preferred_username"),
                true);
    }
}
