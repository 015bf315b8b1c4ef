package dev.sluice.publisher.identity.signingkey;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** RSA keys as the token service stores and publishes them. */
final class RsaKeys {
    private static final int BITS = 2048;

    private RsaKeys() {}

    static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("RSA is in every JDK", impossible);
        }
    }

    /** The public half as RFC 7517 writes it. */
    static Map<String, String> jwk(String kid, PublicKey key) {
        RSAPublicKey rsa = (RSAPublicKey) key;
        return Map.of(
                "kty",
                "RSA",
                "kid",
                kid,
                "use",
                "sig",
                "alg",
                "RS256",
                "n",
                text(rsa.getModulus()),
                "e",
                text(rsa.getPublicExponent()));
    }

    static PublicKey publicKey(Map<String, String> jwk) {
        try {
            RSAPublicKeySpec spec = new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e"));
            return KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a stored public key is no RSA key: " + jwk.get("kid"), broken);
        }
    }

    static PrivateKey privateKey(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a stored private key is no RSA key", broken);
        }
    }

    private static String text(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
        byte[] unsigned = Arrays.copyOfRange(bytes, from, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    private static BigInteger number(Map<String, String> jwk, String name) {
        String text = jwk.get(name);
        if (text == null) {
            throw new IllegalStateException("a stored public key has no " + name);
        }
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }
}
