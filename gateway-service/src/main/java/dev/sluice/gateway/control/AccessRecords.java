package dev.sluice.gateway.control;

import static java.util.Objects.requireNonNull;

import dev.sluice.gateway.access.AccessTable;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.VersionedRecord;
import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.wire.Wire;

/** Rights, put into force in the table that admission asks. Confined to the reader's thread. */
final class AccessRecords extends ControlRecords {
    private final AccessTable table;

    AccessRecords(AccessTable table, UnreadableRecords unreadable) {
        super(unreadable);
        this.table = table;
    }

    @Override
    boolean concerns(String key) {
        return AccessKey.parse(key).isPresent();
    }

    @Override
    VersionedRecord read(String key, byte[] json) {
        return Wire.readAccess(keyOf(key), json);
    }

    @Override
    void put(String key, VersionedRecord record) {
        table.put(keyOf(key), (AccessRecord) record);
    }

    @Override
    void remove(String key, boolean deleted) {
        table.remove(keyOf(key));
    }

    private static AccessKey keyOf(String key) {
        return requireNonNull(AccessKey.parse(key).orElse(null), key);
    }
}
