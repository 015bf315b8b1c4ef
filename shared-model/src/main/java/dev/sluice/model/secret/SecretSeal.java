package dev.sluice.model.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets: {@code v1.<keyId>.<nonce>.<ciphertext>}, AES-256-GCM, base64url without padding. A sealed secret
 * belongs to a place, and opens nowhere else. Thread safe.
 */
public final class SecretSeal {
    private static final Pattern SEALED =
            Pattern.compile("v1\\.([A-Za-z0-9_-]{1,64})\\.([A-Za-z0-9_-]{16})\\.([A-Za-z0-9_-]{22,65536})");
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyFile keys;
    private final SecureRandom random;

    public SecretSeal(KeyFile keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** Returns whether a text has the form of a sealed secret. */
    public static boolean isSealed(String text) {
        return SEALED.matcher(text).matches();
    }

    /** @param place where the secret belongs */
    public String seal(byte[] secret, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, keys.first(), nonce, place).doFinal(secret);
            return String.join(".", "v1", keys.first(), base64.encodeToString(nonce), base64.encodeToString(sealed));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is in every JDK", impossible);
        }
    }

    /** @throws UnopenableSecretException it is of another place, its key is missing, or it was changed */
    public byte[] open(String sealed, String place) {
        Matcher parts = SEALED.matcher(sealed);
        if (!parts.matches()) {
            throw new UnopenableSecretException("it has not the form of a sealed secret");
        }
        try {
            Base64.Decoder base64 = Base64.getUrlDecoder();
            return cipher(Cipher.DECRYPT_MODE, parts.group(1), base64.decode(parts.group(2)), place)
                    .doFinal(base64.decode(parts.group(3)));
        } catch (AEADBadTagException | IllegalArgumentException refused) {
            throw new UnopenableSecretException(
                    "key " + parts.group(1) + " is another one than it was sealed with, or it was changed or moved");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is in every JDK", impossible);
        }
    }

    private Cipher cipher(int mode, String keyId, byte[] nonce, String place) throws GeneralSecurityException {
        byte[] key = keys.key(keyId);
        if (key == null) {
            throw new UnopenableSecretException("the key file does not hold key " + keyId);
        }
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
