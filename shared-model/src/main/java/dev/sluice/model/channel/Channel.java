package dev.sluice.model.channel;

import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.KeyType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One concrete stream: the unit of order, fan-out, pull and replay. Its key is
 * {@code <apiId>|<environment>|<P or S>|<path>[?<query>]}, at most {@value #MAX_BYTES} bytes.
 *
 * @param path of the backend, normalised ({@link RequestTarget}), begins with {@code /}
 * @param query of the backend, normalised; {@code null} = none
 */
public record Channel(
        String apiId,
        String environment,
        KeyType keyType,
        String path,
        @Nullable String query) {
    public static final int MAX_BYTES = 1024;

    public Channel {
        if (apiId.indexOf('|') >= 0 || environment.indexOf('|') >= 0 || !path.startsWith("/")) {
            throw new IllegalArgumentException("no channel: " + apiId + ", " + environment + ", " + path);
        }
    }

    public String key() {
        String target = query == null ? path : path + '?' + query;
        return apiId + '|' + environment + '|' + keyType.letter() + '|' + target;
    }

    /** Returns whether its key is too long to be one: 414 to a client. */
    public boolean isTooLong() {
        return key().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }

    /** The channel with this key; empty when the text is none. */
    public static Optional<Channel> ofKey(String key) {
        String[] parts = key.split("\\|", 4);
        if (parts.length != 4 || !ApiRecord.isApiId(parts[0]) || !parts[3].startsWith("/")) {
            return Optional.empty();
        }
        int question = parts[3].indexOf('?');
        String path = question < 0 ? parts[3] : parts[3].substring(0, question);
        String query = question < 0 ? null : parts[3].substring(question + 1);
        return KeyType.ofLetter(parts[2]).map(keyType -> new Channel(parts[0], parts[1], keyType, path, query));
    }

    /** The API that a key belongs to; the whole key when it is none. */
    public static String apiIdOf(String key) {
        int bar = key.indexOf('|');
        return bar < 0 ? key : key.substring(0, bar);
    }
}
