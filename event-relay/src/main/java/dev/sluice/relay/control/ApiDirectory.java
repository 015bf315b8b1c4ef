package dev.sluice.relay.control;

import dev.sluice.model.VersionedRecord;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.api.ApiTopic;
import dev.sluice.model.channel.Channel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The deployed APIs, as the control topic has told. Thread safe. */
public final class ApiDirectory {
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * A record, or {@code null} for a tombstone; one that is not newer than what is held is passed over.
     *
     * @throws IllegalArgumentException a topic is no address; what was held stays
     */
    void onRecord(String key, @Nullable ApiRecord api, long version) {
        Entry held = entries.get(key);
        boolean newer = held == null || version > held.version || (api == null && version == 0);
        if (!newer || (api != null && api.schema() > VersionedRecord.SCHEMA)) {
            return;
        }
        entries.put(key, new Entry(version, api, api == null ? Map.of() : PinnedChannels.of(api)));
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

    /** Whether any environment has it. */
    public boolean isDeployedAnywhere(String apiId) {
        return entries.values().stream()
                .anyMatch(entry -> entry.api != null && entry.api.apiId().equals(apiId));
    }

    /** The channels that are pulled whether anybody listens or not. */
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

    private record Entry(long version, @Nullable ApiRecord api, Map<Channel, ApiTopic> pinned) {}
}
