package dev.sluice.publisher.secret;

import dev.sluice.model.secret.KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The keys of a key file that seal secrets. */
final class SecretKeys {
    private static final String SETTING = "sluice.secrets.key-file";

    private final KeyFile keys;

    private SecretKeys(KeyFile keys) {
        this.keys = keys;
    }

    /** @throws IllegalStateException which line of which file is wrong; never what stands in it */
    static SecretKeys read(Path file) {
        String name = SETTING + ' ' + file;
        try {
            return new SecretKeys(KeyFile.of(Files.readAllLines(file, StandardCharsets.UTF_8), name));
        } catch (IOException unreadable) {
            throw new IllegalStateException(name + " cannot be read", unreadable);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException(wrong.getMessage(), wrong);
        }
    }

    /** The id of the key that seals. */
    String first() {
        return keys.first();
    }

    SecretKey key(String id) {
        byte[] key = keys.key(id);
        if (key == null) {
            throw new IllegalStateException(
                    "a secret is sealed with key " + id + ", which " + SETTING + " does not hold");
        }
        return new SecretKeySpec(key, "AES");
    }
}
