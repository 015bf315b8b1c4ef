package dev.sluice.publisher.oauth.keymanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a provider that gateways can use: RSA of 2048 bits or more for RS256, P-256 for ES256, at most
 * {@value #MAX_KEYS}. Others of a set are passed over, and so is all that a key has beside its numbers (RFC 7517, RFC 7518).
 */
final class KeySetReader {
    static final int MAX_KEYS = 20;
    static final int MAX_BYTES = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (CERTIFICATE|PUBLIC KEY)-----([A-Za-z0-9+/=\\s]+)-----END (?:CERTIFICATE|PUBLIC KEY)-----");
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_ID = 255;
    private static final String P_256 = "P-256";

    private KeySetReader() {}

    /** A JWK Set that somebody sends: it is kept as it is, so nothing of it may be secret (RFC 7517, 9.2; RFC 7518, 6). */
    static KeySet ofGivenJwks(String json) {
        boolean isSecret = entries(json).orElse(List.of()).stream().anyMatch(KeySetReader::isSecret);
        return isSecret ? new KeySet.Bad("has a private or secret key: send public keys alone") : ofJwks(json);
    }

    private static boolean isSecret(Map<String, Object> entry) {
        return entry.containsKey("d") || entry.containsKey("k");
    }

    /** A JWK Set. */
    static KeySet ofJwks(String json) {
        if (json.length() > MAX_BYTES) {
            return new KeySet.Bad("has more than " + MAX_BYTES + " bytes");
        }
        List<Map<String, Object>> entries = entries(json).orElse(null);
        if (entries == null) {
            return new KeySet.Bad("is no JWK Set: a JSON object whose 'keys' is a list of objects");
        }
        List<Map<String, String>> keys = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Map<String, Object> entry : entries) {
            PublicJsonWebKey key = key(entry);
            if (key != null && isUsable(key) && ids.add(String.valueOf(key.getKeyId())) && keys.size() < MAX_KEYS) {
                keys.add(plain(key));
            }
        }
        return keys.isEmpty()
                ? new KeySet.Empty(
                        "has no key that can be used: RSA of 2048 bits or more for RS256, or P-256 for ES256")
                : new KeySet.Good(keys);
    }

    /** Empty when it is no set. */
    private static Optional<List<Map<String, Object>>> entries(String json) {
        try {
            return Optional.ofNullable(JSON.readValue(json, Jwks.class))
                    .map(Jwks::keys)
                    .filter(keys -> keys.stream().noneMatch(Objects::isNull));
        } catch (JsonProcessingException none) {
            return Optional.empty();
        }
    }

    /** One certificate or public key: as PEM, or that in base64, as WSO2's pages send it. */
    static KeySet ofPem(String text) {
        String pem = text.contains("-----BEGIN") ? text : decoded(text);
        Matcher found = PEM.matcher(pem);
        if (text.length() > MAX_BYTES || pem.contains("PRIVATE") || !found.find()) {
            return new KeySet.Bad("is no PEM of a certificate or a public key");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(found.group(2));
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(publicKey(found.group(1), der));
            boolean isOnly = !found.find();
            return isOnly && isUsable(key)
                    ? new KeySet.Good(List.of(plain(key)))
                    : new KeySet.Bad("must be one key: RSA of 2048 bits or more, or P-256");
        } catch (GeneralSecurityException | JoseException | IllegalArgumentException broken) {
            return new KeySet.Bad("is no PEM of a certificate or a public key that can be read");
        }
    }

    private record Jwks(@Nullable List<Map<String, Object>> keys) {}

    /** {@code null} = none that can be read. */
    private static @Nullable PublicJsonWebKey key(Map<String, Object> entry) {
        // Certificates and what is private are not looked at.
        Map<String, Object> members = new HashMap<>();
        for (String name : List.of("kty", "kid", "use", "alg", "n", "e", "crv", "x", "y")) {
            if (entry.get(name) instanceof String text) {
                members.put(name, text);
            }
        }
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(members);
        } catch (JoseException | IllegalArgumentException broken) {
            return null;
        }
    }

    private static boolean isUsable(PublicJsonWebKey key) {
        boolean isForSignatures = key.getUse() == null || key.getUse().equals("sig");
        boolean isShort = key.getKeyId() == null || key.getKeyId().length() <= MAX_ID;
        String algorithm = algorithm(key);
        return isForSignatures
                && isShort
                && algorithm != null
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm));
    }

    private static @Nullable String algorithm(PublicJsonWebKey key) {
        if (key instanceof RsaJsonWebKey
                && key.getKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
            return AlgorithmIdentifiers.RSA_USING_SHA256;
        }
        return key instanceof EllipticCurveJsonWebKey curve && P_256.equals(curve.getCurveName())
                ? AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256
                : null;
    }

    private static Map<String, String> plain(PublicJsonWebKey key) {
        Map<String, String> plain = new TreeMap<>();
        key.toParams(OutputControlLevel.PUBLIC_ONLY).forEach((name, value) -> plain.put(name, String.valueOf(value)));
        return plain;
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException none) {
            return "";
        }
    }

    private static PublicKey publicKey(String kind, byte[] der) throws GeneralSecurityException {
        if (kind.equals("CERTIFICATE")) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der))
                    .getPublicKey();
        }
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        } catch (InvalidKeySpecException noRsa) {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
        }
    }
}
