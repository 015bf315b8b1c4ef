package dev.sluice.publisher.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A client's secret: 256 random bits, so that one fast hash is enough to keep it. Shown once, then only its hash is left. */
final class ConsumerSecret {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private ConsumerSecret(String text) {
        this.text = text;
    }

    static ConsumerSecret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new ConsumerSecret(HexFormat.of().formatHex(bytes));
    }

    static ConsumerSecret of(String text) {
        return new ConsumerSecret(text);
    }

    /** What the client is given, once. */
    String reveal() {
        return text;
    }

    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is in every JDK", impossible);
        }
    }

    boolean hasHash(String stored) {
        return MessageDigest.isEqual(
                stored.getBytes(StandardCharsets.US_ASCII), hash().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "ConsumerSecret[***]";
    }
}
