package dev.sluice.gateway.control;

import dev.sluice.gateway.route.ApiRoutes;
import dev.sluice.gateway.route.RouteTable;
import dev.sluice.model.VersionedRecord;
import dev.sluice.model.api.ApiRecord;
import dev.sluice.model.wire.Wire;
import java.util.HashMap;
import java.util.Map;

/** The APIs of one environment, each compiled once. Confined to the reader's thread; {@link #routes} is for any. */
final class ApiRecords extends ControlRecords {
    private final String keyPrefix;
    private final Map<String, ApiRoutes> apis = new HashMap<>();

    ApiRecords(String environment) {
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
    }

    @Override
    void remove(String key) {
        apis.remove(key);
    }

    /** A snapshot of what is in force now. */
    RouteTable routes() {
        return RouteTable.of(apis.values());
    }
}
