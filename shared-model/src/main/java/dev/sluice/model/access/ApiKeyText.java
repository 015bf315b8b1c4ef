package dev.sluice.model.access;

import dev.sluice.model.api.KeyType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * The form of an API key: {@code slk_live_}, or {@code slk_test_} of a sandbox, by which scanners for secrets know it; 256
 * random bits; and the CRC-32 of all that before it, so that a mistyped key is refused without a look-up. Both numbers are
 * in base 62, in 43 and 6 digits of {@code 0-9A-Za-z}: 58 characters in all.
 */
public final class ApiKeyText {
    public static final int RANDOM_BYTES = 32;

    /** What each begins with, and no JWT does. */
    public static final String PREFIX = "slk_";

    private static final String LIVE = PREFIX + "live_";
    private static final String TEST = PREFIX + "test_";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECK_DIGITS = 6;
    private static final int LENGTH = LIVE.length() + RANDOM_DIGITS + CHECK_DIGITS;

    private ApiKeyText() {}

    /** @param random {@value #RANDOM_BYTES} bytes */
    public static String of(KeyType keyType, byte[] random) {
        if (random.length != RANDOM_BYTES) {
            throw new IllegalArgumentException("a key has 32 random bytes, was " + random.length);
        }
        String prefix = switch (keyType) {
            case PRODUCTION -> LIVE;
            case SANDBOX -> TEST;
        };
        String body = prefix + digits(new BigInteger(1, random), RANDOM_DIGITS);
        return body + check(body);
    }

    /** Returns whether a text has this form, and its check digits are right. */
    public static boolean isWellFormed(String text) {
        if (text.length() != LENGTH || !(text.startsWith(LIVE) || text.startsWith(TEST))) {
            return false;
        }
        int end = LENGTH - CHECK_DIGITS;
        return text.substring(end).equals(check(text.substring(0, end)));
    }

    /** Returns the SHA-256 in 64 lower-case hexadecimal digits: all that is kept of a key. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String check(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        return digits(BigInteger.valueOf(crc.getValue()), CHECK_DIGITS);
    }

    private static String digits(BigInteger number, int count) {
        char[] digits = new char[count];
        BigInteger left = number;
        for (int i = count - 1; i >= 0; i--) {
            BigInteger[] parts = left.divideAndRemainder(BASE);
            digits[i] = DIGITS.charAt(parts[1].intValue());
            left = parts[0];
        }
        return new String(digits);
    }
}
