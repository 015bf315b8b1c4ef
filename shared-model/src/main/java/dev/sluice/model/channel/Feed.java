package dev.sluice.model.channel;

import dev.sluice.model.api.ApiRecord;
import java.util.Optional;

/** One partition of an API's events topic, with all channels in it: what a relay owns. */
public record Feed(String apiId, int partition) {
    private static final String KEY_PREFIX = "#feed/";

    public Feed {
        if (!ApiRecord.isApiId(apiId) || partition < 0) {
            throw new IllegalArgumentException("no feed: '" + apiId + "', " + partition);
        }
    }

    /** The feed of a channel of an API with so many event partitions. */
    public static Feed of(Channel channel, int eventPartitions) {
        return new Feed(channel.apiId(), Math.floorMod(Murmur2.hash(channel.key()), eventPartitions));
    }

    /** The partition of the demand and relay-state topics that this feed belongs to. */
    public int shard(int shards) {
        return Math.floorMod(Murmur2.hash(apiId + '/' + partition), shards);
    }

    /** Its key in relay-state. */
    public String stateKey() {
        return KEY_PREFIX + apiId + '/' + partition;
    }

    /** The feed that this relay-state key names; empty when it is a channel's key. */
    public static Optional<Feed> ofStateKey(String key) {
        int slash = key.lastIndexOf('/');
        if (!key.startsWith(KEY_PREFIX) || slash <= KEY_PREFIX.length()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Feed(
                    key.substring(KEY_PREFIX.length(), slash), Integer.parseInt(key, slash + 1, key.length(), 10)));
        } catch (IllegalArgumentException _) { // no number, or no feed
            return Optional.empty();
        }
    }
}
