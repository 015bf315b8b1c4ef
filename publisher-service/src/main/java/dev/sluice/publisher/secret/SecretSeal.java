package dev.sluice.publisher.secret;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals secrets for the database: {@code v1.<keyId>.<nonce>.<ciphertext>}, AES-256-GCM, base64url. Without a key file they
 * are stored as {@code plain.<base64url>}: whoever reads the database then reads them. Thread safe.
 */
@ApplicationScoped
public class SecretSeal {
    private static final String SEALED = "v1";
    private static final String PLAIN = "plain";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Pattern DOT = Pattern.compile("\\.");

    private final SecureRandom random = new SecureRandom();
    private final @Nullable SecretKeys keys;

    SecretSeal(SecretsConfig config) {
        this.keys = config.keyFile().map(SecretKeys::read).orElse(null);
    }

    /** Whether there is a key to seal with. */
    public boolean seals() {
        return keys != null;
    }

    /** @param place where the secret belongs: it opens nowhere else */
    public String seal(byte[] secret, String place) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        if (keys == null) {
            return PLAIN + '.' + base64.encodeToString(secret);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, keys, keys.first(), nonce, place, secret);
        return String.join(".", SEALED, keys.first(), base64.encodeToString(nonce), base64.encodeToString(sealed));
    }

    /** @throws IllegalStateException when it is of another place, its key is missing, or it was changed */
    public byte[] open(String stored, String place) {
        String[] parts = DOT.split(stored, -1);
        Base64.Decoder base64 = Base64.getUrlDecoder();
        if (parts.length == 2 && parts[0].equals(PLAIN)) {
            return base64.decode(parts[1]);
        }
        if (parts.length != 4 || !parts[0].equals(SEALED)) {
            throw new IllegalStateException("a stored secret has neither of the known forms: " + place);
        }
        if (keys == null) {
            throw new IllegalStateException("secrets are sealed, but sluice.secrets.key-file is not set");
        }
        return apply(Cipher.DECRYPT_MODE, keys, parts[1], base64.decode(parts[2]), place, base64.decode(parts[3]));
    }

    private static byte[] apply(int mode, SecretKeys keys, String keyId, byte[] nonce, String place, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, keys.key(keyId), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("secret cannot be sealed or opened: " + place, refused);
        }
    }
}
