package dev.sluice.publisher.identity.user;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that were right a moment ago, so that a script's every request does not cost a slow hash. Holds no password:
 * an HMAC, under a key that dies with the process, of the password and of the stored hash it was right for; another hash
 * is another entry. At most {@value #MAX_ENTRIES} entries, the one used longest ago goes first. Thread safe.
 */
public final class ProvenPasswords {
    private static final int MAX_ENTRIES = 1_000;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Map<String, Boolean> proven = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    public ProvenPasswords() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Returns whether this password was found to be right for this hash before. */
    public boolean holds(String password, String storedHash) {
        String entry = entry(password, storedHash);
        synchronized (proven) {
            return proven.get(entry) != null;
        }
    }

    /** The same, else by the slow hash. */
    public boolean matches(String password, String storedHash) {
        if (holds(password, storedHash)) {
            return true;
        }
        boolean right = PasswordHash.matches(password, storedHash);
        if (right) {
            String entry = entry(password, storedHash);
            synchronized (proven) {
                proven.put(entry, true);
            }
        }
        return right;
    }

    private String entry(String password, String storedHash) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(storedHash.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Base64.getEncoder().encodeToString(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(ALGORITHM + " is in every JDK", impossible);
        }
    }
}
