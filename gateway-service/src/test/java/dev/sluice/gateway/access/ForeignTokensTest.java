package dev.sluice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens of other issuers, and what tries to pass for one. */
class ForeignTokensTest {
    private static final TestIssuer OURS = TestIssuer.withKey("key-1");
    /** Its key has the id of ours. */
    private static final TestIssuer FOREIGN = TestIssuer.withFreshKey("key-1");

    private static final TestIssuer OTHER = TestIssuer.withKey("key-2");
    private static final String ISSUER = "https://id.example.com";
    private static final String OTHER_ISSUER = "https://id.example.org/realm";
    private static final long NOW = 1_800_000_000_000L;
    private static final long LATER = NOW + 3_600_000;

    private final AccessTable table = new AccessTable();
    private final JwtVerifier verifier = new JwtVerifier(table, null);

    @BeforeEach
    void threeIssuersAreInForce() {
        table.put(AccessKey.signingKey("key-1"), OURS.record(1));
        put(record(ISSUER, "corp", List.of(jwk(FOREIGN.key())), List.of("sluice", "events")));
        put(record(OTHER_ISSUER, "other", List.of(jwk(OTHER.key())), List.of()));
    }

    @Test
    void aTokenOfAForeignIssuerIsThatOfItsClientThere() {
        JwtClaims claims = claims();
        claims.setStringClaim("scope", "read write");

        assertThat(withoutSource(verify(FOREIGN, claims)))
                .isEqualTo(new VerifiedToken.Access("corp:jti-1", "corp:client", LATER, Set.of("read", "write")));
        assertThat(verifier.verify(FOREIGN.sign(claims, _ -> {}), LATER)).isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void oursAreStillOurs() {
        assertThat(verifier.verify(OURS.token("client", "jti-1", LATER), NOW))
                .isEqualTo(new TokenResult.Valid(new VerifiedToken.Access("jti-1", "client", LATER, Set.of())));
        assertThat(verifier.verify(OURS.token("corp:client", "jti-1", LATER), NOW))
                .isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void scopesMayBeAListAndTheClientAnotherClaim() {
        put(new AccessRecord.Issuer(1, 9, ISSUER, "corp", List.of(jwk(FOREIGN.key())), List.of(), "client", "scp"));
        JwtClaims claims = claims();
        claims.unsetClaim("azp");
        claims.setStringClaim("client", "c");
        claims.setClaim("scp", List.of("read", 7, " ", "write"));

        assertThat(withoutSource(verify(FOREIGN, claims)))
                .isEqualTo(new VerifiedToken.Access("corp:jti-1", "corp:c", LATER, Set.of("read", "write")));
    }

    @Test
    void theClientIdCountsWhereThereIsNoAuthorizedParty() {
        JwtClaims claims = claims();
        claims.unsetClaim("azp");
        assertThat(verify(FOREIGN, claims)).isInstanceOf(TokenResult.Invalid.class);

        claims.setStringClaim("client_id", "c");
        assertThat(verify(FOREIGN, claims)).isInstanceOf(TokenResult.Valid.class);
    }

    @Test
    void aTokenWithoutAnIdHasOneOfItsOwn() {
        JwtClaims first = claims();
        first.unsetClaim("jti");
        JwtClaims second = claims();
        second.unsetClaim("jti");
        second.setStringClaim("scope", "read");

        String firstId = ((TokenResult.Valid) verify(FOREIGN, first)).token().tokenId();

        assertThat(firstId).startsWith("corp:").hasSizeGreaterThan(40);
        assertThat(((TokenResult.Valid) verify(FOREIGN, second)).token().tokenId())
                .isNotEqualTo(firstId);
    }

    @Test
    void keysOfOneIssuerAreGoodForNoOther() {
        // Of another issuer, with its own name, and of ours, with the names of the two others.
        assertThat(verify(OTHER, claims())).isNotInstanceOf(TokenResult.Valid.class);
        assertThat(verify(OTHER, claims(), signature -> signature.setKeyIdHeaderValue("key-1")))
                .isInstanceOf(TokenResult.Invalid.class);
        assertThat(verify(FOREIGN, claims(OTHER_ISSUER))).isNotInstanceOf(TokenResult.Valid.class);
        assertThat(verify(FOREIGN, claims(OTHER_ISSUER), signature -> signature.setKeyIdHeaderValue("key-2")))
                .isInstanceOf(TokenResult.Invalid.class);
        assertThat(verify(FOREIGN, TestIssuer.claims("client", "jti-1", LATER)))
                .isInstanceOf(TokenResult.Invalid.class);
        assertThat(verify(OURS, claims())).isInstanceOf(TokenResult.Invalid.class);
        assertThat(verify(OTHER, TestIssuer.claims("client", "jti-1", LATER)))
                .isInstanceOf(TokenResult.UnknownKeyId.class);
    }

    /** Also when a key manager has been told to be us. */
    @Test
    void noForeignIssuerIsTheOneThatWeAre() {
        put(record(TestIssuer.ISSUER, "us", List.of(jwk(FOREIGN.key())), List.of()));

        assertThat(verify(FOREIGN, TestIssuer.claims("client", "jti-1", LATER)))
                .isInstanceOf(TokenResult.Invalid.class);
        assertThat(verifier.verify(OURS.token("client", "jti-1", LATER), NOW)).isInstanceOf(TokenResult.Valid.class);
        assertThat(new JwtVerifier(table, ISSUER).verify(FOREIGN.sign(claims(), _ -> {}), NOW))
                .isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void theKeyDecidesTheAlgorithm() {
        byte[] publicKey = jwk(FOREIGN.key()).toString().getBytes(StandardCharsets.UTF_8);
        assertThat(verify(FOREIGN, claims(), signature -> {
                    signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
                    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
                    signature.setKey(null);
                }))
                .isInstanceOf(TokenResult.Invalid.class);
        for (byte[] secret : List.of(FOREIGN.key().getRsaPublicKey().getEncoded(), publicKey)) {
            assertThat(verify(FOREIGN, claims(), signature -> {
                        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
                        signature.setKey(new HmacKey(secret));
                    }))
                    .isInstanceOf(TokenResult.Invalid.class);
        }
        for (String algorithm :
                List.of(AlgorithmIdentifiers.RSA_USING_SHA512, AlgorithmIdentifiers.RSA_PSS_USING_SHA256)) {
            assertThat(verify(FOREIGN, claims(), signature -> signature.setAlgorithmHeaderValue(algorithm)))
                    .as(algorithm)
                    .isInstanceOf(TokenResult.Invalid.class);
        }
    }

    @Test
    void aKeyOfACurveIsGoodForItsAlgorithmAlone() throws Exception {
        PublicJsonWebKey curve = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        curve.setKeyId("ec");
        put(record(ISSUER, "corp", List.of(jwk(FOREIGN.key()), jwk(curve)), List.of()));
        Consumer<JsonWebSignature> byCurve = signature -> {
            signature.setKeyIdHeaderValue("ec");
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            signature.setKey(curve.getPrivateKey());
        };

        assertThat(verify(FOREIGN, claims(), byCurve)).isInstanceOf(TokenResult.Valid.class);
        assertThat(verify(FOREIGN, claims())).isInstanceOf(TokenResult.Valid.class);
        assertThat(verify(FOREIGN, claims(), byCurve.andThen(signature -> signature.setKeyIdHeaderValue("key-1"))))
                .isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void aKeyInTheHeaderIsNotTaken() {
        for (Map.Entry<String, Object> each : Map.of(
                        "jwk",
                        OTHER.key().toParams(OutputControlLevel.PUBLIC_ONLY),
                        "jku",
                        "https://evil.example/jwks",
                        "x5u",
                        "https://evil.example/cert",
                        "x5c",
                        List.of("AAAA"))
                .entrySet()) {
            assertThat(verify(
                            FOREIGN,
                            claims(),
                            signature -> signature.getHeaders().setObjectHeaderValue(each.getKey(), each.getValue())))
                    .as(each.getKey())
                    .isInstanceOf(TokenResult.Invalid.class);
        }
        assertThat(verify(
                        FOREIGN,
                        claims(),
                        signature -> signature.getHeaders().setObjectHeaderValue("crit", List.of("exp"))))
                .isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void aKeyIdIsNeededWhereThereAreSeveralKeys() {
        Consumer<JsonWebSignature> without = signature -> signature.getHeaders().setObjectHeaderValue("kid", null);
        assertThat(verify(FOREIGN, claims(), without)).isInstanceOf(TokenResult.Valid.class);

        put(record(ISSUER, "corp", List.of(jwk(FOREIGN.key()), jwk(OTHER.key())), List.of()));
        assertThat(verify(FOREIGN, claims(), without)).isInstanceOf(TokenResult.UnknownKeyId.class);
        assertThat(verify(OURS, TestIssuer.claims("client", "jti-1", LATER), without))
                .isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void aKeyWithoutAnIdIsGoodForAnyKeyId() {
        Map<String, String> key = new HashMap<>(jwk(FOREIGN.key()));
        key.remove("kid");
        put(record(ISSUER, "corp", List.of(key), List.of()));

        assertThat(verify(FOREIGN, claims())).isInstanceOf(TokenResult.Valid.class);
    }

    @Test
    void timesAndAudienceAreChecked() {
        assertThat(verify(
                        FOREIGN,
                        with("exp", NumericDate.fromMilliseconds(NOW - 1).getValue())))
                .isInstanceOf(TokenResult.Invalid.class);
        assertThat(verify(FOREIGN, with("exp", null))).isInstanceOf(TokenResult.Invalid.class);
        for (String time : List.of("nbf", "iat")) {
            assertThat(verify(FOREIGN, with(time, NOW / 1000 + 50))).as(time).isInstanceOf(TokenResult.Valid.class);
            assertThat(verify(FOREIGN, with(time, NOW / 1000 + 70))).as(time).isInstanceOf(TokenResult.Invalid.class);
        }
        assertThat(verify(FOREIGN, with("aud", "another"))).isInstanceOf(TokenResult.Invalid.class);
        assertThat(verify(FOREIGN, with("aud", null))).isInstanceOf(TokenResult.Invalid.class);
        assertThat(verify(FOREIGN, with("aud", List.of("another", "events")))).isInstanceOf(TokenResult.Valid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "nonce,n",
        "at_hash,h",
        "c_hash,h",
        "events,e",
        "cnf,c",
        "typ,ID",
        "typ,Refresh",
        "token_use,id",
        "azp,''",
        "azp,' '"
    })
    void anotherKindOfTokenIsRefused(String claim, String value) {
        assertThat(verify(FOREIGN, with(claim, value))).isInstanceOf(TokenResult.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "dpop+jwt", "secevent+jwt", "id_token", ""})
    void anotherTypeInTheHeaderIsRefused(String type) {
        assertThat(verify(FOREIGN, claims(), signature -> signature.setHeader("typ", type)))
                .isInstanceOf(TokenResult.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "at+jwt", "application/at+jwt", "AT+JWT"})
    void theTypesOfAccessTokensAreTaken(String type) {
        assertThat(verify(FOREIGN, claims(), signature -> signature.setHeader("typ", type)))
                .isInstanceOf(TokenResult.Valid.class);
    }

    /** A test key opens an API in any state: only we make them. */
    @Test
    void noForeignIssuerMakesTestKeys() {
        JwtClaims claims = claims();
        claims.setStringClaim("token_type", "InternalKey");
        claims.setStringClaim("keytype", "PRODUCTION");
        claims.setAudience("api-1", "sluice");

        assertThat(((TokenResult.Valid) verify(FOREIGN, claims)).token()).isInstanceOf(VerifiedToken.Access.class);
    }

    @Test
    void aTokenIsLookedAtAnewWhenItsIssuerChanges() {
        String token = FOREIGN.sign(claims(), _ -> {});
        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.Valid.class);

        put(record(ISSUER, "corp", List.of(jwk(FOREIGN.key())), List.of("elsewhere")));
        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.Invalid.class);
        put(record(ISSUER, "corp", List.of(jwk(FOREIGN.key())), List.of()));
        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.Valid.class);
        put(record(ISSUER, "corp", List.of(jwk(OTHER.key())), List.of()));
        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.UnknownKeyId.class);
        table.remove(key(ISSUER));
        assertThat(verifier.verify(token, NOW)).isNotInstanceOf(TokenResult.Valid.class);
    }

    @Test
    void aRecordThatCannotBeUsedIsNotTaken() throws Exception {
        RsaJsonWebKey small = RsaJwkGenerator.generateJwk(1024);
        PublicJsonWebKey other = EcJwkGenerator.generateJwk(EllipticCurves.P384);
        for (Map<String, String> jwk : List.of(
                jwk(small),
                jwk(other),
                Map.of("kty", "oct", "k", "AAAA"),
                Map.of("kty", "RSA", "n", "AQAB"),
                with(jwk(FOREIGN.key()), "alg", "RS512"))) {
            AccessRecord.Issuer record = record(ISSUER, "corp", List.of(jwk), List.of());
            assertThatThrownBy(() -> put(record)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() ->
                        table.put(key(OTHER_ISSUER), record(ISSUER, "corp", List.of(jwk(FOREIGN.key())), List.of())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(verify(FOREIGN, claims())).isInstanceOf(TokenResult.Valid.class);
    }

    private void put(AccessRecord.Issuer record) {
        table.put(key(record.issuer()), record);
    }

    static AccessKey key(String issuer) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(issuer.getBytes(StandardCharsets.UTF_8));
            return AccessKey.issuer(HexFormat.of().formatHex(hash).substring(0, 32));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static AccessRecord.Issuer record(
            String issuer, String keyManager, List<Map<String, String>> keys, List<String> audiences) {
        return new AccessRecord.Issuer(1, 7, issuer, keyManager, keys, audiences, "azp", "scope");
    }

    static Map<String, String> jwk(PublicJsonWebKey key) {
        Map<String, String> jwk = new HashMap<>();
        key.toParams(OutputControlLevel.PUBLIC_ONLY).forEach((name, value) -> jwk.put(name, (String) value));
        return jwk;
    }

    private static Map<String, String> with(Map<String, String> jwk, String name, String value) {
        Map<String, String> changed = new HashMap<>(jwk);
        changed.put(name, value);
        return changed;
    }

    static JwtClaims claims(String issuer) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject("someone");
        claims.setAudience("sluice");
        claims.setStringClaim("azp", "client");
        claims.setJwtId("jti-1");
        claims.setExpirationTime(NumericDate.fromMilliseconds(LATER));
        return claims;
    }

    private static JwtClaims claims() {
        return claims(ISSUER);
    }

    private static JwtClaims with(String claim, @Nullable Object value) {
        JwtClaims claims = claims();
        claims.unsetClaim(claim);
        if (value != null) {
            claims.setClaim(claim, value);
        }
        return claims;
    }

    private static VerifiedToken.Access withoutSource(TokenResult result) {
        VerifiedToken.Access token = (VerifiedToken.Access) ((TokenResult.Valid) result).token();
        return new VerifiedToken.Access(token.tokenId(), token.consumerKey(), token.expiresAtMillis(), token.scopes());
    }

    private TokenResult verify(TestIssuer signer, JwtClaims claims) {
        return verify(signer, claims, _ -> {});
    }

    private TokenResult verify(TestIssuer signer, JwtClaims claims, Consumer<JsonWebSignature> change) {
        return verifier.verify(signer.sign(claims, change), NOW);
    }
}
