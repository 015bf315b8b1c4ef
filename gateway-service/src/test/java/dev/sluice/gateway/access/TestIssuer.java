package dev.sluice.gateway.access;

import dev.sluice.model.VersionedRecord;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.access.AccessRecord.KeyUse;
import dev.sluice.model.api.KeyType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Signs access tokens as the control plane does. */
public final class TestIssuer {
    public static final String ISSUER = "https://localhost:9443/oauth2/token";

    /** To draw one takes tenths of a second. */
    private static final Map<String, TestIssuer> KNOWN = new ConcurrentHashMap<>();

    private final RsaJsonWebKey key;

    private TestIssuer(RsaJsonWebKey key) {
        this.key = key;
    }

    /** One for each id in this JVM. */
    public static TestIssuer withKey(String keyId) {
        return KNOWN.computeIfAbsent(keyId, TestIssuer::withFreshKey);
    }

    /** With a key that no other has, whatever its id. */
    static TestIssuer withFreshKey(String keyId) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(keyId);
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            key.setUse("sig");
            return new TestIssuer(key);
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String keyId() {
        return key.getKeyId();
    }

    RsaJsonWebKey key() {
        return key;
    }

    public AccessRecord.SigningKey record(long version) {
        return record(version, ISSUER);
    }

    AccessRecord.SigningKey record(long version, @Nullable String issuer) {
        Map<String, String> jwk = new HashMap<>();
        key.toParams(OutputControlLevel.PUBLIC_ONLY).forEach((name, value) -> jwk.put(name, (String) value));
        return new AccessRecord.SigningKey(VersionedRecord.SCHEMA, version, jwk, KeyUse.CURRENT, issuer);
    }

    public String token(String consumerKey, String tokenId, long expiresAtMillis) {
        return sign(claims(consumerKey, tokenId, expiresAtMillis), _ -> {});
    }

    /** As another issuer signs them. */
    public String foreignToken(String issuer, String consumerKey, long expiresAtMillis) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(consumerKey);
        claims.setStringClaim("client_id", consumerKey);
        claims.setExpirationTime(NumericDate.fromMilliseconds(expiresAtMillis));
        return sign(claims, _ -> {});
    }

    static JwtClaims claims(String consumerKey, String tokenId, long expiresAtMillis) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(consumerKey);
        claims.setAudience(consumerKey);
        claims.setStringClaim("azp", consumerKey);
        claims.setJwtId(tokenId);
        claims.setStringClaim("keytype", "PRODUCTION");
        claims.setExpirationTime(NumericDate.fromMilliseconds(expiresAtMillis));
        return claims;
    }

    /** What the publisher puts into a test key. */
    static JwtClaims testKey(String apiId, KeyType keyType, String tokenId, long expiresAtMillis) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject("admin");
        claims.setAudience(apiId);
        claims.setJwtId(tokenId);
        claims.setStringClaim("token_type", "InternalKey");
        claims.setStringClaim("keytype", keyType.name());
        claims.setExpirationTime(NumericDate.fromMilliseconds(expiresAtMillis));
        return claims;
    }

    public String testKey(String apiId, String tokenId, long expiresAtMillis) {
        return sign(testKey(apiId, KeyType.PRODUCTION, tokenId, expiresAtMillis), _ -> {});
    }

    /** Signs whatever these texts are, with RS256. */
    String signRaw(String header, String payload) {
        String signed = encoded(header) + '.' + encoded(payload);
        try {
            Signature rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initSign(key.getRsaPrivateKey());
            rs256.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(rs256.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    String sign(JwtClaims claims, Consumer<JsonWebSignature> change) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKey(key.getRsaPrivateKey());
        change.accept(signature);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
