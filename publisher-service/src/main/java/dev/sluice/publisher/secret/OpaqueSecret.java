package dev.sluice.publisher.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A secret that is nothing but 256 random bits, as a client's secret or a token: one fast hash is enough to keep it. Shown
 * once, then only its hash is left.
 */
public final class OpaqueSecret {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private OpaqueSecret(String text) {
        this.text = text;
    }

    public static OpaqueSecret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new OpaqueSecret(HexFormat.of().formatHex(bytes));
    }

    /** What somebody has sent, right or wrong. */
    public static OpaqueSecret of(String text) {
        return new OpaqueSecret(text);
    }

    /** What its owner is given, once. */
    public String reveal() {
        return text;
    }

    /** SHA-256, 64 hexadecimal digits. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is in every JDK", impossible);
        }
    }

    public boolean hasHash(String stored) {
        return MessageDigest.isEqual(
                stored.getBytes(StandardCharsets.US_ASCII), hash().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "OpaqueSecret[***]";
    }
}
