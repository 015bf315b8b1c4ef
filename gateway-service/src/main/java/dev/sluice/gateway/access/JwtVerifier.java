package dev.sluice.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.gateway.access.AccessTable.TokenKey;
import dev.sluice.model.api.KeyType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.ReservedClaimNames;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwx.Headers;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens and test keys: by a key of {@code sluice.access} alone, our own with RS256 alone. Nothing that a
 * token says about keys is listened to but its {@code kid}, and its {@code iss}: a foreign issuer's keys are good for its
 * tokens alone, ours for ours. For any thread; a token that was verified before costs a hash, no RSA.
 */
public final class JwtVerifier {
    static final int MAX_TOKEN_LENGTH = 8 * 1024;

    /** Verified tokens kept, about 500 bytes each. */
    private static final int MAX_CACHED = 20_000;

    /** By how much the issuer's clock may be ahead; an expiry is never stretched. */
    private static final long MAX_CLOCK_LEAD_MILLIS = 60_000;

    private static final String TYPE = "token_type";
    private static final String TEST_KEY = "InternalKey";

    private static final AlgorithmConstraints RS256 =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256);
    private static final List<String> FOREIGN_KEY_HEADERS = List.of("jku", "jwk", "x5u", "x5c");

    private final AccessTable table;
    private final @Nullable String issuer;
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(MAX_CACHED).build();

    /** @param issuer whose tokens count; {@code null} = the one that the record of the key names, if it does */
    public JwtVerifier(AccessTable table, @Nullable String issuer) {
        this.table = table;
        this.issuer = issuer;
    }

    TokenResult verify(String compact, long nowMillis) {
        if (compact.length() > MAX_TOKEN_LENGTH) {
            return new TokenResult.Invalid();
        }
        String hash = hash(compact);
        Verified known = verified.getIfPresent(hash);
        if (known == null) {
            return verifyAnew(compact, hash, nowMillis);
        }
        if (!known.basis().isInForce(table)) {
            verified.invalidate(hash);
            return verifyAnew(compact, hash, nowMillis);
        }
        return inTime(known.token(), nowMillis);
    }

    private TokenResult verifyAnew(String compact, String hash, long nowMillis) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(RS256);
            signature.setCompactSerialization(compact);
            if (!JoseShape.isGoodWithoutKeyId(signature.getHeaders()) || hasForeignKey(signature.getHeaders())) {
                return new TokenResult.Invalid();
            }
            String named = issuerOf(signature);
            ForeignIssuer foreign = named == null || named.equals(issuer) ? null : table.foreignIssuer(named);
            return named == null || foreign == null
                    ? verifyOurs(signature, hash, nowMillis)
                    : verifyForeign(signature, hash, named, foreign, nowMillis);
        } catch (JoseException | InvalidJwtException | MalformedClaimException | ArithmeticException _) {
            // The last one is of a time beyond what counts in milliseconds.
            return new TokenResult.Invalid();
        }
    }

    /** Whose token it says it is, before anything is verified; {@code null} = it does not say so in a text. */
    private static @Nullable String issuerOf(JsonWebSignature signature) throws InvalidJwtException {
        Object named = JwtClaims.parse(signature.getUnverifiedPayload()).getClaimValue(ReservedClaimNames.ISSUER);
        return named instanceof String text ? text : null;
    }

    private TokenResult verifyForeign(
            JsonWebSignature signature, String hash, String named, ForeignIssuer foreign, long nowMillis)
            throws JoseException, InvalidJwtException, MalformedClaimException {
        TokenResult result = ForeignTokens.verify(signature, hash, foreign, nowMillis);
        if (result instanceof TokenResult.Valid(VerifiedToken token)) {
            verified.put(hash, new Verified(new ForeignBasis(named, foreign), token));
            return inTime(token, nowMillis);
        }
        return result;
    }

    private TokenResult verifyOurs(JsonWebSignature signature, String hash, long nowMillis)
            throws JoseException, InvalidJwtException, MalformedClaimException {
        String keyId = signature.getKeyIdHeaderValue();
        if (keyId == null) {
            return new TokenResult.Invalid();
        }
        TokenKey key = table.signingKey(keyId);
        if (key == null) {
            return new TokenResult.UnknownKeyId();
        }
        signature.setKey(key.key());
        if (!signature.verifySignature()) {
            return new TokenResult.Invalid();
        }
        JwtClaims claims = JwtClaims.parse(signature.getPayload());
        if (issuer == null && key.issuer() != null && !key.issuer().equals(claims.getIssuer())) {
            return new TokenResult.UnknownKeyId();
        }
        Optional<VerifiedToken> token = read(claims, nowMillis);
        token.ifPresent(good -> verified.put(hash, new Verified(new OwnBasis(keyId, key), good)));
        return token.map(good -> inTime(good, nowMillis)).orElseGet(TokenResult.Invalid::new);
    }

    private static boolean hasForeignKey(Headers headers) {
        return FOREIGN_KEY_HEADERS.stream().anyMatch(name -> headers.getObjectHeaderValue(name) != null);
    }

    private Optional<VerifiedToken> read(JwtClaims claims, long nowMillis) throws MalformedClaimException {
        String tokenId = claims.getJwtId();
        NumericDate expires = claims.getExpirationTime();
        if (tokenId == null || expires == null) {
            return Optional.empty();
        }
        if (issuer != null && !issuer.equals(claims.getIssuer())) {
            return Optional.empty();
        }
        if (isAhead(claims.getNotBefore(), nowMillis) || isAhead(claims.getIssuedAt(), nowMillis)) {
            return Optional.empty();
        }
        if (claims.hasClaim(TYPE)) {
            return TEST_KEY.equals(claims.getStringClaimValue(TYPE))
                    ? testKey(claims, tokenId, expires.getValueInMillis())
                    : Optional.empty();
        }
        return accessToken(claims, tokenId, expires.getValueInMillis());
    }

    private static Optional<VerifiedToken> accessToken(JwtClaims claims, String tokenId, long expiresAtMillis)
            throws MalformedClaimException {
        String consumerKey = claims.getStringClaimValue("azp");
        boolean isForeign = consumerKey != null && consumerKey.indexOf(':') >= 0;
        if (consumerKey == null || isForeign || !claims.getAudience().contains(consumerKey)) {
            return Optional.empty();
        }
        return Optional.of(new VerifiedToken.Access(tokenId, consumerKey, expiresAtMillis, scopes(claims)));
    }

    private static Optional<VerifiedToken> testKey(JwtClaims claims, String tokenId, long expiresAtMillis)
            throws MalformedClaimException {
        List<String> audience = claims.getAudience();
        String wanted = claims.getStringClaimValue("keytype");
        if (audience.size() != 1) {
            return Optional.empty();
        }
        return Arrays.stream(KeyType.values())
                .filter(keyType -> keyType.name().equals(wanted))
                .findFirst()
                .map(keyType -> new VerifiedToken.Test(tokenId, audience.getFirst(), keyType, expiresAtMillis));
    }

    static boolean isAhead(@Nullable NumericDate time, long nowMillis) {
        return time != null && time.getValueInMillis() > nowMillis + MAX_CLOCK_LEAD_MILLIS;
    }

    private static Set<String> scopes(JwtClaims claims) throws MalformedClaimException {
        String scope = claims.getStringClaimValue("scope");
        return scope == null || scope.isBlank()
                ? Set.of()
                : Set.copyOf(List.of(scope.strip().split(" +")));
    }

    private static TokenResult inTime(VerifiedToken token, long nowMillis) {
        return token.expiresAtMillis() > nowMillis ? new TokenResult.Valid(token) : new TokenResult.Invalid();
    }

    private static String hash(String compact) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(compact.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** @param basis on which it was verified: a token is verified anew when that has changed */
    private record Verified(Basis basis, VerifiedToken token) {}

    private sealed interface Basis {
        boolean isInForce(AccessTable table);
    }

    private record OwnBasis(String keyId, TokenKey key) implements Basis {
        @Override
        public boolean isInForce(AccessTable table) {
            return key.equals(table.signingKey(keyId));
        }
    }

    private record ForeignBasis(String name, ForeignIssuer issuer) implements Basis {
        @Override
        public boolean isInForce(AccessTable table) {
            return issuer == table.foreignIssuer(name);
        }
    }
}
