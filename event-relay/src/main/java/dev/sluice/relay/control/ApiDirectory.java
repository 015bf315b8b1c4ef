package dev.sluice.relay.control;

import dev.sluice.model.VersionedRecord;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.node.NodeRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The deployed APIs, as the control topic says. Thread safe. */
public final class ApiDirectory {
    private static final int MAX_FAILURES = 100;

    private final Map<String, NodeRecord.Failure> failures = new ConcurrentHashMap<>();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * A record; one that is not newer than what is held is passed over.
     *
     * @throws IllegalArgumentException it is another API's, or of a later release, or a topic is no address; what was held
     *     stays
     */
    void onRecord(String key, ApiRecord api) {
        Entry held = entries.get(key);
        if (held != null && api.version() <= held.version) {
            return;
        }
        if (api.schema() > VersionedRecord.SCHEMA) {
            throw new IllegalArgumentException("schema " + api.schema() + " is newer than this relay");
        }
        if (!key.equals(api.key())) {
            throw new IllegalArgumentException("the record is of " + api.key());
        }
        put(key, new Entry(api.version(), api, PinnedChannels.of(api), false));
    }

    /**
     * A record that cannot be put into force; what was held stays, and the failure is reported until a later record can.
     *
     * @param version 0 = not known
     */
    void onFailure(String key, long version, String reason) {
        Entry held = entries.get(key);
        if (held == null || version == 0 || version > held.version) {
            failures.put(key, NodeRecord.Failure.of(key, version, reason));
        }
    }

    /** The records that could not be put into force, as many of them as a node's record has room for. */
    public List<NodeRecord.Failure> failures() {
        return failures.values().stream().limit(MAX_FAILURES).toList();
    }

    /**
     * A tombstone; one that is not newer than what is held is passed over.
     *
     * @param version 0 = not known, it counts then
     * @param isDeleted whether the API is gone for good
     */
    void onTombstone(String key, long version, boolean isDeleted) {
        Entry held = entries.get(key);
        if (held == null || version == 0 || version > held.version) {
            put(key, new Entry(version, null, Map.of(), isDeleted));
        }
    }

    private void put(String key, Entry entry) {
        entries.put(key, entry);
        failures.remove(key);
        listeners.forEach(Runnable::run);
    }

    /** The API as deployed on this environment; empty when it is not, or not known yet. */
    public Optional<ApiRecord> api(String environment, String apiId) {
        Entry entry = entries.get(environment + '/' + apiId);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.api);
    }

    public boolean isDeployed(Channel channel) {
        return api(channel.environment(), channel.apiId()).isPresent();
    }

    /** Returns whether any environment has it. */
    public boolean isDeployedAnywhere(String apiId) {
        return entries.values().stream()
                .anyMatch(entry -> entry.api != null && entry.api.apiId().equals(apiId));
    }

    /** Returns whether the API is gone for good, and its events topic with it. */
    public boolean isDeleted(String apiId) {
        return entries.entrySet().stream()
                        .anyMatch(entry ->
                                entry.getValue().isDeleted && entry.getKey().endsWith('/' + apiId))
                && !isDeployedAnywhere(apiId);
    }

    /** The channels that are pulled whether clients listen or not. */
    public List<Channel> pinned() {
        return entries.values().stream()
                .flatMap(entry -> entry.pinned.keySet().stream())
                .toList();
    }

    /** The topic that pins this channel; empty when it is pulled for its listeners only. */
    public Optional<ApiTopic> pinnedBy(Channel channel) {
        Entry entry = entries.get(channel.environment() + '/' + channel.apiId());
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.pinned.get(channel));
    }

    /** Called on the reader's thread at every change; must not block. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    private record Entry(long version, @Nullable ApiRecord api, Map<Channel, ApiTopic> pinned, boolean isDeleted) {}
}
