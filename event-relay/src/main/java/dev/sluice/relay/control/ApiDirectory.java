package dev.sluice.relay.control;

import dev.sluice.model.VersionedRecord;
import dev.sluice.model.api.ApiRecord;
import java.util.Collection;
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

    /** A record, or {@code null} for a tombstone; one that is not newer than what is held is passed over. */
    void onRecord(String key, @Nullable ApiRecord api, long version) {
        Entry held = entries.get(key);
        boolean newer = held == null || version > held.version || (api == null && version == 0);
        if (!newer || (api != null && api.schema() > VersionedRecord.SCHEMA)) {
            return;
        }
        entries.put(key, new Entry(version, api));
        listeners.forEach(Runnable::run);
    }

    /** The API as deployed on this environment; empty when it is not, or not known yet. */
    public Optional<ApiRecord> api(String environment, String apiId) {
        Entry entry = entries.get(environment + '/' + apiId);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.api);
    }

    /** Whether this API has been deployed here and is no more. */
    public boolean isWithdrawn(String environment, String apiId) {
        Entry entry = entries.get(environment + '/' + apiId);
        return entry != null && entry.api == null;
    }

    public Collection<ApiRecord> all() {
        return entries.values().stream()
                .flatMap(entry -> Optional.ofNullable(entry.api).stream())
                .toList();
    }

    /** Called on the reader's thread at every change; must not block. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    private record Entry(long version, @Nullable ApiRecord api) {}
}
