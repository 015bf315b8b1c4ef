package dev.sluice.model.secret;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a key file, in its order: {@code <keyId>:<base64 of 32 bytes>} a line. Blank lines and those that begin with
 * {@code #} are passed over. The first key seals or signs, every key opens or verifies. Never printed.
 */
public final class KeyFile {
    private static final Pattern LINE = Pattern.compile("([A-Za-z0-9_-]{1,64}):([A-Za-z0-9+/]{43}=)");

    private final Map<String, byte[]> keys;

    private KeyFile(Map<String, byte[]> keys) {
        this.keys = keys;
    }

    /**
     * Reads the lines of a key file.
     *
     * @param name what to call the file when it is wrong
     * @throws IllegalArgumentException which line is wrong, never what stands in it
     */
    public static KeyFile of(List<String> lines, String name) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        int number = 0;
        for (String line : lines) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher shape = LINE.matcher(line.strip());
            if (!shape.matches()) {
                throw new IllegalArgumentException(name + " line " + number + " is not <keyId>:<base64 of 32 bytes>");
            }
            if (keys.put(shape.group(1), Base64.getDecoder().decode(shape.group(2))) != null) {
                throw new IllegalArgumentException(name + " line " + number + " has the id of another key");
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(name + " holds no key");
        }
        return new KeyFile(keys);
    }

    /** The id of the key that seals or signs. */
    public String first() {
        return keys.keySet().iterator().next();
    }

    /** 32 bytes, or {@code null} when it holds no such key. */
    public byte @Nullable [] key(String id) {
        byte[] key = keys.get(id);
        return key == null ? null : key.clone();
    }

    @Override
    public String toString() {
        return "KeyFile[" + keys.keySet() + ']';
    }
}
