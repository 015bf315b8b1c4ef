package dev.sluice.gateway.control;

import dev.sluice.gateway.route.ApiRoutes;
import dev.sluice.gateway.route.RouteTable;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.VersionedRecord;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.wire.Wire;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/** The APIs of one environment, each compiled once. Confined to the reader's thread; {@link #routes} is for any. */
final class ApiRecords extends ControlRecords {
    /** Asked for only by streams that were open at the deletion, which end within a second. */
    private static final int MAX_DELETED = 1_000;

    /** The newest are known, so that a browser is asked to come back. */
    private static final int MAX_UNDEPLOYED = 1_000;

    private final String keyPrefix;
    private final Map<String, ApiRoutes> apis = new HashMap<>();
    /** By key, the newest last. */
    private final LinkedHashMap<String, ApiRoutes> undeployed = new LinkedHashMap<>();
    /** Ids, the newest last. */
    private final LinkedHashSet<String> deleted = new LinkedHashSet<>();

    ApiRecords(String environment, UnreadableRecords unreadable) {
        super(unreadable);
        this.keyPrefix = environment + '/';
    }

    @Override
    boolean concerns(String key) {
        return key.startsWith(keyPrefix);
    }

    @Override
    VersionedRecord read(String key, byte[] json) {
        return Wire.readApi(json);
    }

    @Override
    void put(String key, VersionedRecord record) {
        ApiRecord api = (ApiRecord) record;
        if (!key.equals(api.key())) {
            throw new IllegalArgumentException("the record is of " + api.key());
        }
        apis.put(key, ApiRoutes.of(api));
        undeployed.remove(key);
        deleted.remove(api.apiId());
    }

    @Override
    void remove(String key, boolean isDeleted) {
        ApiRoutes was = apis.remove(key);
        if (was != null && !isDeleted) {
            undeployed.put(key, was);
            if (undeployed.size() > MAX_UNDEPLOYED) {
                undeployed.pollFirstEntry();
            }
        }
        if (isDeleted) {
            undeployed.remove(key);
            deleted.add(key.substring(keyPrefix.length()));
            if (deleted.size() > MAX_DELETED) {
                deleted.removeFirst();
            }
        }
    }

    /** A snapshot of what is in force now. */
    RouteTable routes() {
        return RouteTable.of(apis.values(), undeployed.values(), deleted);
    }
}
