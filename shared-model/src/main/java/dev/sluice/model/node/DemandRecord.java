package dev.sluice.model.node;

import static java.util.Objects.requireNonNull;

import dev.sluice.model.api.KeyType;
import dev.sluice.model.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's standing request that a channel be pulled: {@code sluice.demand}, key {@link #key}. It lives as long as the
 * gateway's incarnation does, and ends with a tombstone.
 *
 * @param topic of the API
 * @param path of the backend
 * @param query of the backend; {@code null} = none
 */
public record DemandRecord(
        int schema,
        String incarnation,
        String apiId,
        String environment,
        KeyType keyType,
        String topic,
        String path,
        @Nullable String query) {

    public static final int SCHEMA = 1;

    /** Header of a tombstone: how long the channel is kept for clients that may come back; absent = as the relay is set. */
    public static final String LINGER = "linger";

    /** Its one value: not at all. */
    public static final String NO_LINGER = "0";

    public DemandRecord {
        requireNonNull(incarnation, "incarnation");
        requireNonNull(apiId, "apiId");
        requireNonNull(environment, "environment");
        requireNonNull(keyType, "keyType");
        requireNonNull(topic, "topic");
        requireNonNull(path, "path");
    }

    /** {@code <channel>#<gateway nodeId>}: a channel's key never holds a {@code #}. */
    public static String key(String channel, String gatewayNodeId) {
        return channel + '#' + gatewayNodeId;
    }

    /** Returns whether this text is such a key. */
    public static boolean isKey(String text) {
        int mark = text.lastIndexOf('#');
        return mark >= 0 && Channel.ofKey(text.substring(0, mark)).isPresent();
    }

    public static String channelOf(String key) {
        return key.substring(0, key.lastIndexOf('#'));
    }

    public static String gatewayOf(String key) {
        return key.substring(key.lastIndexOf('#') + 1);
    }
}
