package dev.sluice.publisher.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The keys of a key file, in its order. */
final class SecretKeys {
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_-]{1,64}):([A-Za-z0-9+/]{43}=)");

    private final Map<String, SecretKey> keys;

    private SecretKeys(Map<String, SecretKey> keys) {
        this.keys = keys;
    }

    /** @throws IllegalStateException which line of which file is wrong; never what stands in it */
    static SecretKeys read(Path file) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher shape = LINE.matcher(line.strip());
            if (!shape.matches()) {
                throw new IllegalStateException(
                        "sluice.secrets.key-file " + file + " line " + number + " is not <keyId>:<base64 of 32 bytes>");
            }
            keys.put(shape.group(1), new SecretKeySpec(Base64.getDecoder().decode(shape.group(2)), "AES"));
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException("sluice.secrets.key-file " + file + " holds no key");
        }
        return new SecretKeys(keys);
    }

    private static Iterable<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("sluice.secrets.key-file " + file + " cannot be read", unreadable);
        }
    }

    /** The id of the key that seals. */
    String first() {
        return keys.keySet().iterator().next();
    }

    SecretKey key(String id) {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException(
                    "a secret is sealed with key " + id + ", which sluice.secrets.key-file does not hold");
        }
        return key;
    }
}
