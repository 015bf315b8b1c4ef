package dev.sluice.gateway.access;

import dev.sluice.model.access.AccessRecord;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Another issuer of access tokens, with its keys; they are good for its tokens alone. Immutable. */
final class ForeignIssuer {
    private static final int HASH_LENGTH = 32;
    private static final int MIN_RSA_BITS = 2048;
    private static final String P_256 = "P-256";

    private final AccessRecord.Issuer record;
    private final List<TokenKey> keys;

    private ForeignIssuer(AccessRecord.Issuer record, List<TokenKey> keys) {
        this.record = record;
        this.keys = List.copyOf(keys);
    }

    /**
     * A key of it.
     *
     * @param keyId {@code null} = it is good for any {@code kid}
     * @param algorithm the only one that it is good for, whatever a token says
     * @param proof what a token holds that it has verified
     */
    record TokenKey(@Nullable String keyId, String algorithm, Key key, String proof) {}

    /**
     * @param id of its record
     * @throws IllegalArgumentException it cannot be used
     */
    static ForeignIssuer of(String id, AccessRecord.Issuer record) {
        if (!hash(record.issuer()).substring(0, HASH_LENGTH).equals(id)) {
            throw new IllegalArgumentException("the key of an issuer's record is not the hash of the issuer");
        }
        List<TokenKey> keys = new ArrayList<>();
        for (Map<String, String> jwk : record.keys()) {
            keys.add(key(record, jwk));
        }
        return new ForeignIssuer(record, keys);
    }

    private static TokenKey key(AccessRecord.Issuer record, Map<String, String> jwk) {
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(new HashMap<>(jwk));
            String algorithm = algorithm(key);
            if (key.getAlgorithm() != null && !key.getAlgorithm().equals(algorithm)) {
                throw new IllegalArgumentException("a key of the issuer is for " + key.getAlgorithm());
            }
            return new TokenKey(key.getKeyId(), algorithm, key.getKey(), proof(record, key));
        } catch (JoseException broken) {
            throw new IllegalArgumentException("a key of the issuer cannot be read", broken);
        }
    }

    /** The first 32 digits of the hash of the issuer, the key's thumbprint (RFC 7638) and the names of the claims. */
    private static String proof(AccessRecord.Issuer record, PublicJsonWebKey key) {
        String thumbprint = key.calculateBase64urlEncodedThumbprint("SHA-256");
        String all = String.join("\n", record.issuer(), thumbprint, record.consumerKeyClaim(), record.scopeClaim());
        return hash(all).substring(0, HASH_LENGTH);
    }

    private static String algorithm(PublicJsonWebKey key) {
        if (key instanceof RsaJsonWebKey
                && key.getKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
            return AlgorithmIdentifiers.RSA_USING_SHA256;
        }
        if (key instanceof EllipticCurveJsonWebKey curve && P_256.equals(curve.getCurveName())) {
            return AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
        }
        throw new IllegalArgumentException("a key of the issuer is neither RSA of 2048 bits or more, nor of P-256");
    }

    /** @param keyId {@code kid} of a token; {@code null} = it has none, which is enough where there is one key */
    @Nullable
    TokenKey key(@Nullable String keyId) {
        for (TokenKey key : keys) {
            if (keyId != null && keyId.equals(key.keyId())) {
                return key;
            }
        }
        TokenKey only = keys.size() == 1 ? keys.getFirst() : null;
        return only != null && (keyId == null || only.keyId() == null) ? only : null;
    }

    /** Returns whether a token that was verified so would be verified now. */
    boolean verifies(ForeignSource source) {
        return keys.stream().anyMatch(key -> key.proof().equals(source.proof())) && takes(source.audiences());
    }

    /** @param audiences of a token */
    boolean takes(List<String> audiences) {
        return record.audiences().isEmpty() || !Collections.disjoint(audiences, record.audiences());
    }

    /** Returns what a token is to keep that this key has verified. */
    ForeignSource source(TokenKey key, List<String> audiences) {
        List<String> kept = audiences.stream()
                .filter(audience -> asksFor(audience) || audience.length() <= ForeignSource.MAX_AUDIENCE)
                .sorted(Comparator.comparing(this::asksFor).reversed())
                .limit(ForeignSource.MAX_AUDIENCES)
                .toList();
        return new ForeignSource(key.proof(), kept);
    }

    private boolean asksFor(String audience) {
        return record.audiences().contains(audience);
    }

    String keyManager() {
        return record.keyManager();
    }

    String consumerKeyClaim() {
        return record.consumerKeyClaim();
    }

    String scopeClaim() {
        return record.scopeClaim();
    }

    /** In lower-case hexadecimal digits. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
