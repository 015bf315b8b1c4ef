package dev.sluice.gateway.access;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of foreign issuers. The issuer that a token names decides which keys are tried, the key decides the
 * algorithm. A token that is another one by its type (RFC 9068, 4; RFC 8725, 3.11), and one that is bound to a proof that is
 * not asked for here (RFC 7800, {@code cnf}), opens nothing.
 */
final class ForeignTokens {
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    /** Of ID tokens, logout tokens and other statements; none of access tokens. */
    private static final List<String> OF_OTHER_TOKENS =
            List.of("nonce", "at_hash", "c_hash", "s_hash", "events", "cnf");

    private static final String AUTHORIZED_PARTY = "azp";
    /** RFC 9068, 2.2. */
    private static final String CLIENT_ID = "client_id";

    private static final int MAX_CONSUMER_KEY = 255;

    private ForeignTokens() {}

    /**
     * @param signature of a token whose header has a good shape, and that says to be of this issuer
     * @param hash of the token: its id if it has no other
     */
    static TokenResult verify(JsonWebSignature signature, String hash, ForeignIssuer issuer, long nowMillis)
            throws JoseException, InvalidJwtException, MalformedClaimException {
        ForeignIssuer.TokenKey key = issuer.key(signature.getKeyIdHeaderValue());
        if (key == null) {
            return new TokenResult.UnknownKeyId();
        }
        signature.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm()));
        signature.setKey(key.key());
        if (!isAccessToken(signature.getHeaders().getObjectHeaderValue(HeaderParameterNames.TYPE))
                || !signature.verifySignature()) {
            return new TokenResult.Invalid();
        }
        JwtClaims claims = JwtClaims.parse(signature.getPayload());
        return read(claims, hash, issuer, key, nowMillis)
                .<TokenResult>map(TokenResult.Valid::new)
                .orElseGet(TokenResult.Invalid::new);
    }

    private static boolean isAccessToken(@Nullable Object type) {
        return type == null || type instanceof String text && TYPES.contains(text.toLowerCase(Locale.ROOT));
    }

    private static Optional<VerifiedToken> read(
            JwtClaims claims, String hash, ForeignIssuer issuer, ForeignIssuer.TokenKey key, long nowMillis)
            throws MalformedClaimException {
        NumericDate expires = claims.getExpirationTime();
        if (expires == null || OF_OTHER_TOKENS.stream().anyMatch(claims::hasClaim) || saysOtherUse(claims)) {
            return Optional.empty();
        }
        if (JwtVerifier.isAhead(claims.getNotBefore(), nowMillis)
                || JwtVerifier.isAhead(claims.getIssuedAt(), nowMillis)) {
            return Optional.empty();
        }
        if (!issuer.takes(claims.getAudience())) {
            return Optional.empty();
        }
        String consumerKey = consumerKey(claims, issuer);
        if (consumerKey == null || consumerKey.isBlank() || consumerKey.length() > MAX_CONSUMER_KEY) {
            return Optional.empty();
        }
        String tokenId = claims.getJwtId();
        return Optional.of(new VerifiedToken.Access(
                qualified(issuer, tokenId == null ? hash : tokenId),
                qualified(issuer, consumerKey),
                expires.getValueInMillis(),
                scopes(claims.getClaimValue(issuer.scopeClaim())),
                issuer.source(key, claims.getAudience())));
    }

    /** Keycloak's {@code typ} and Cognito's {@code token_use}. */
    private static boolean saysOtherUse(JwtClaims claims) {
        Object type = claims.getClaimValue("typ");
        Object use = claims.getClaimValue("token_use");
        return type != null && !"Bearer".equals(type) || use != null && !"access".equals(use);
    }

    private static @Nullable String consumerKey(JwtClaims claims, ForeignIssuer issuer) throws MalformedClaimException {
        String named = claims.getStringClaimValue(issuer.consumerKeyClaim());
        return named == null && issuer.consumerKeyClaim().equals(AUTHORIZED_PARTY)
                ? claims.getStringClaimValue(CLIENT_ID)
                : named;
    }

    /** Two issuers may use the same names, and may use ours. */
    private static String qualified(ForeignIssuer issuer, String name) {
        return issuer.keyManager() + ':' + name;
    }

    /** A text with blanks (RFC 9068, 2.2.3), or a list, as some providers have it. */
    private static Set<String> scopes(@Nullable Object claim) {
        Set<String> scopes = new HashSet<>();
        Collection<?> parts = switch (claim) {
            case String text -> List.of(text.strip().split(" +"));
            case Collection<?> list -> list;
            case null, default -> List.of();
        };
        for (Object part : parts) {
            if (part instanceof String scope && !scope.isBlank()) {
                scopes.add(scope);
            }
        }
        return scopes;
    }
}
