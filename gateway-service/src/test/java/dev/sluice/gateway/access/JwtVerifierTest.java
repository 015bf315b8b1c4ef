package dev.sluice.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.access.AccessRecord.KeyUse;
import dev.sluice.model.api.KeyType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtVerifierTest {
    private static final TestIssuer OURS = TestIssuer.withKey("key-1");
    private static final TestIssuer STRANGER = TestIssuer.withFreshKey("key-1");
    private static final long NOW = 1_800_000_000_000L;
    private static final long LATER = NOW + 3_600_000;

    private final AccessTable table = new AccessTable();
    private final JwtVerifier verifier = new JwtVerifier(table, TestIssuer.ISSUER);

    @BeforeEach
    void ourKeyIsInForce() {
        table.put(AccessKey.signingKey("key-1"), OURS.record(1));
    }

    @Test
    void aTokenOfOursIsGoodUntilItExpiresAlsoFromTheCache() {
        String token = OURS.token("client", "jti-1", LATER);

        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.Valid.class);
        assertThat(verifier.verify(token, LATER - 1)).isInstanceOf(TokenResult.Valid.class);
        assertThat(verifier.verify(token, LATER)).isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void itSaysWhoseItIs() {
        JwtClaims claims = TestIssuer.claims("client", "jti-1", LATER);
        claims.setStringClaim("scope", "read  write read");

        TokenResult.Valid valid = (TokenResult.Valid) verifier.verify(OURS.sign(claims, _ -> {}), NOW);

        assertThat(valid.token())
                .isEqualTo(new VerifiedToken.Access("jti-1", "client", LATER, Set.of("read", "write")));
    }

    @Test
    void aKeyThatIsNotKnownIsToldApartSinceItMayComeYet() {
        TestIssuer next = TestIssuer.withKey("key-2");
        String token = next.token("client", "jti-1", LATER);

        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.UnknownKeyId.class);
        table.put(AccessKey.signingKey("key-2"), next.record(2));
        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.Valid.class);
    }

    @Test
    void aTokenIsNoLongerGoodWhenItsKeyIsWithdrawnOrReplaced() {
        String token = OURS.token("client", "jti-1", LATER);
        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.Valid.class);

        table.put(AccessKey.signingKey("key-1"), STRANGER.record(2));
        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.Invalid.class);

        table.remove(AccessKey.signingKey("key-1"));
        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.UnknownKeyId.class);
    }

    @Test
    void aStrangersSignatureUnderOurKeysNameIsRefused() {
        assertThat(verifier.verify(STRANGER.token("client", "jti-1", LATER), NOW))
                .isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        String unsigned = OURS.sign(TestIssuer.claims("client", "jti-1", LATER), signature -> {
            signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
            signature.setKey(null);
        });
        String good = OURS.token("client", "jti-1", LATER);

        assertThat(verifier.verify(unsigned, NOW)).isInstanceOf(TokenResult.Invalid.class);
        assertThat(verifier.verify(good.substring(0, good.lastIndexOf('.') + 1), NOW))
                .isInstanceOf(TokenResult.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", "RS256 ", "rs256", "HS256", "ES256"})
    void noOtherAlgorithmIsTakenWithoutASignatureOrWithTheRightOne(String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"key-1\"}";
        String signed =
                OURS.signRaw(header, TestIssuer.claims("client", "jti-1", LATER).toJson());

        assertThat(verifier.verify(signed, NOW)).isInstanceOf(TokenResult.Invalid.class);
        assertThat(verifier.verify(signed.substring(0, signed.lastIndexOf('.') + 1), NOW))
                .isInstanceOf(TokenResult.Invalid.class);
    }

    /** In all forms in which an attacker may have the public key, and with no key at all. */
    @Test
    void anHmacMadeWithOurPublicKeyIsRefused() {
        byte[] publicKey = OURS.key().getKey().getEncoded();
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
        for (byte[] key : List.of(
                publicKey,
                pem.getBytes(StandardCharsets.US_ASCII),
                (pem + '\n').getBytes(StandardCharsets.US_ASCII),
                OURS.key().getRsaPublicKey().getModulus().toByteArray(),
                OURS.key().toJson().getBytes(StandardCharsets.UTF_8),
                new byte[32])) {
            String forged = OURS.sign(TestIssuer.claims("client", "jti-1", LATER), signature -> {
                signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
                signature.setKey(new HmacKey(key));
            });

            assertThat(verifier.verify(forged, NOW)).isInstanceOf(TokenResult.Invalid.class);
        }
    }

    /** Some verifiers look for keys in files or tables by it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../dev/null",
                "/dev/null",
                "key-1/../key-1",
                "key-1\u0000",
                "key-1 ",
                "KEY-1",
                "' or '1'='1",
                "*"
            })
    void aKeyIdIsANameAndNothingElse(String keyId) {
        String ours = signed(signature -> signature.setKeyIdHeaderValue(keyId));
        String forged = OURS.sign(TestIssuer.claims("client", "jti-1", LATER), signature -> {
            signature.setKeyIdHeaderValue(keyId);
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
            signature.setKey(new HmacKey(new byte[32]));
        });

        assertThat(verifier.verify(ours, NOW)).isNotInstanceOf(TokenResult.Valid.class);
        assertThat(verifier.verify(forged, NOW)).isNotInstanceOf(TokenResult.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {AlgorithmIdentifiers.RSA_USING_SHA384, AlgorithmIdentifiers.RSA_PSS_USING_SHA256})
    void anotherAlgorithmWithTheRightKeyIsRefused(String algorithm) {
        String token = signed(signature -> signature.setAlgorithmHeaderValue(algorithm));

        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "x5c", "jwk"})
    void aTokenThatBringsOrNamesItsOwnKeyIsRefused(String header) {
        String token = signed(signature -> signature.setHeader(header, "https://evil.example/keys"));

        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void aCriticalHeaderThatIsNotUnderstoodIsRefused() {
        String token = signed(signature -> signature.setCriticalHeaderNames("sluice-unknown"));

        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void aTokenWithoutAKeyIdIsRefused() {
        String token = signed(signature -> signature.getHeaders().setObjectHeaderValue("kid", null));

        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void aWrongIssuerIsRefusedWhereOneIsConfigured() {
        JwtClaims claims = TestIssuer.claims("client", "jti-1", LATER);
        claims.setIssuer("https://elsewhere.example");
        String token = OURS.sign(claims, _ -> {});

        assertThat(verifier.verify(token, NOW)).isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void theIssuerOfTheKeysRecordIsCheckedAndMayBeChanged() {
        JwtVerifier byRecord = new JwtVerifier(table, null);
        String ours = OURS.token("client", "jti-1", LATER);
        JwtClaims claims = TestIssuer.claims("client", "jti-1", LATER);
        claims.setIssuer("https://elsewhere.example");
        String moved = OURS.sign(claims, _ -> {});
        assertThat(byRecord.verify(ours, NOW)).isInstanceOf(TokenResult.Valid.class);
        assertThat(byRecord.verify(moved, NOW)).isInstanceOf(TokenResult.UnknownKeyId.class);

        table.put(AccessKey.signingKey("key-1"), OURS.record(2, "https://elsewhere.example"));
        assertThat(byRecord.verify(ours, NOW)).isInstanceOf(TokenResult.UnknownKeyId.class);
        assertThat(byRecord.verify(moved, NOW)).isInstanceOf(TokenResult.Valid.class);

        table.put(AccessKey.signingKey("key-1"), OURS.record(3, null));
        assertThat(byRecord.verify(ours, NOW)).isInstanceOf(TokenResult.Valid.class);
        assertThat(byRecord.verify(moved, NOW)).isInstanceOf(TokenResult.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "jti", "azp", "aud"})
    void aTokenThatLeavesOutWhatDecidesIsRefused(String claim) {
        assertThat(verify(claims -> claims.unsetClaim(claim))).isInstanceOf(TokenResult.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nbf", "iat"})
    void aTokenFromTheFutureIsRefusedButForAMinuteOfClockError(String claim) {
        assertThat(verify(claims -> claims.setClaim(
                        claim, NumericDate.fromMilliseconds(NOW + 300_000).getValue())))
                .isInstanceOf(TokenResult.Invalid.class);
        assertThat(verify(claims -> claims.setClaim(
                        claim, NumericDate.fromMilliseconds(NOW + 30_000).getValue())))
                .isInstanceOf(TokenResult.Valid.class);
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        assertThat(verify(claims -> claims.setAudience("other"))).isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void aTestKeyIsToldApartFromAnAccessToken() {
        JwtClaims claims = TestIssuer.testKey("api-1", KeyType.SANDBOX, "jti-1", LATER);

        TokenResult.Valid valid = (TokenResult.Valid) verifier.verify(OURS.sign(claims, _ -> {}), NOW);

        assertThat(valid.token()).isEqualTo(new VerifiedToken.Test("jti-1", "api-1", KeyType.SANDBOX, LATER));
        assertThat(verify(token -> token.setStringClaim("token_type", "other")))
                .isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void anIdTokenOfTheSignInPageIsRefusedWhateverElseItSays() {
        JwtClaims claims = TestIssuer.claims("sluice-portal", "jti-1", LATER);
        assertThat(verifier.verify(OURS.sign(claims, _ -> {}), NOW)).isInstanceOf(TokenResult.Valid.class);

        claims.setStringClaim("token_type", "IdToken");
        assertThat(verifier.verify(OURS.sign(claims, _ -> {}), NOW)).isInstanceOf(TokenResult.Invalid.class);
        claims.unsetClaim("token_type");
        claims.unsetClaim("jti");
        assertThat(verifier.verify(OURS.sign(claims, _ -> {}), NOW)).isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void aTestKeyThatLeavesOutWhatDecidesIsRefused() {
        for (String claim : List.of("aud", "keytype", "exp", "jti")) {
            JwtClaims claims = TestIssuer.testKey("api-1", KeyType.SANDBOX, "jti-1", LATER);
            claims.unsetClaim(claim);
            assertThat(verifier.verify(OURS.sign(claims, _ -> {}), NOW))
                    .as(claim)
                    .isInstanceOf(TokenResult.Invalid.class);
        }
        JwtClaims ofTwo = TestIssuer.testKey("api-1", KeyType.SANDBOX, "jti-1", LATER);
        ofTwo.setAudience("api-1", "api-2");
        assertThat(verifier.verify(OURS.sign(ofTwo, _ -> {}), NOW)).isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void claimsOfTheWrongShapeAreRefused() {
        assertThat(verify(claims -> claims.setClaim("azp", 7))).isInstanceOf(TokenResult.Invalid.class);
        assertThat(verify(claims -> claims.setClaim("exp", "tomorrow"))).isInstanceOf(TokenResult.Invalid.class);
        assertThat(verify(claims -> claims.setClaim("aud", Map.of("a", 1)))).isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void aTokenThatIsTooLongIsRefusedUnread() {
        assertThat(verify(claims -> claims.setStringClaim("pad", "x".repeat(8 * 1024))))
                .isInstanceOf(TokenResult.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "....", "e30.e30.e30", "é.ü.\u0000", "a.b.c.d.e"})
    void whatIsNoTokenIsRefused(String text) {
        assertThat(verifier.verify(text, NOW)).isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void aChangedPayloadIsRefused() {
        String[] parts = OURS.token("client", "jti-1", LATER).split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String changed = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.replace("client", "victim").getBytes(StandardCharsets.UTF_8));

        assertThat(verifier.verify(parts[0] + '.' + changed + '.' + parts[2], NOW))
                .isInstanceOf(TokenResult.Invalid.class);
    }

    @Test
    void aKeyThatIsNotRsaOrHasAnotherIdIsNotTaken() {
        AccessRecord.SigningKey symmetric = new AccessRecord.SigningKey(
                1, 5, Map.of("kty", "oct", "kid", "key-9", "k", "AAAA"), KeyUse.CURRENT, null);

        assertThatThrownBy(() -> table.put(AccessKey.signingKey("key-9"), symmetric))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.put(AccessKey.signingKey("key-9"), OURS.record(5)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private TokenResult verify(Consumer<JwtClaims> change) {
        JwtClaims claims = TestIssuer.claims("client", "jti-1", LATER);
        change.accept(claims);
        return verifier.verify(OURS.sign(claims, _ -> {}), NOW);
    }

    private static String signed(Consumer<JsonWebSignature> change) {
        return OURS.sign(TestIssuer.claims("client", "jti-1", LATER), change);
    }
}
