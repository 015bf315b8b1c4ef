package dev.sluice.gateway.control;

import dev.sluice.kafka.ControlHeaders;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.VersionedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of one control topic into force: by the version rule, and so that a record that cannot be applied leaves
 * in force what was there before it and is reported. Confined to the reader's thread.
 */
abstract class ControlRecords {
    private final VersionRule rule = new VersionRule();
    private final UnreadableRecords unreadable;

    /** @param unreadable counts the records that could not be put into force */
    ControlRecords(UnreadableRecords unreadable) {
        this.unreadable = unreadable;
    }

    /** Whether records under this key are for this gateway and of a kind that it knows. */
    abstract boolean concerns(String key);

    abstract VersionedRecord read(String key, byte[] json);

    /** @throws IllegalArgumentException the record cannot be applied and nothing has changed */
    abstract void put(String key, VersionedRecord record);

    /** @param deleted whether the thing itself is gone, for good */
    abstract void remove(String key, boolean deleted);

    AppliedVersion applied() {
        return rule.applied();
    }

    /** Returns whether anything may be otherwise than before. */
    boolean onRecord(ConsumerRecord<String, byte[]> row) {
        String key = row.key() == null ? "" : row.key();
        byte @Nullable [] json = row.value();
        ControlHeaders headers = ControlHeaders.of(row);
        if (!concerns(key)) {
            rule.onSkipped(headers.version());
            return true;
        }
        if (json == null) {
            return onTombstone(key, headers.version(), headers.isDeletion());
        }
        if (headers.schema() > VersionedRecord.SCHEMA) {
            return onFailure(row, key, headers.version(), newer(headers.schema()));
        }
        try {
            return onRecord(row, key, read(key, json), headers.version());
        } catch (RuntimeException broken) { // whatever it is: one record must not end the reader of all others
            return onFailure(row, key, headers.version(), String.valueOf(broken.getMessage()));
        }
    }

    private boolean onRecord(
            ConsumerRecord<String, byte[]> row, String key, VersionedRecord record, long headerVersion) {
        long version = Math.max(record.version(), headerVersion);
        if (!rule.isNews(key, version)) {
            return false;
        }
        if (record.schema() > VersionedRecord.SCHEMA) {
            return onFailure(row, key, version, newer(record.schema()));
        }
        put(key, record);
        rule.onApplied(key, version);
        return true;
    }

    private static String newer(long schema) {
        return "schema " + schema + " is newer than this gateway";
    }

    private boolean onTombstone(String key, long version, boolean deleted) {
        // A tombstone without its version was not written by the publisher: it deletes, and what follows counts.
        if (version > 0 && !rule.isNews(key, version)) {
            return false;
        }
        remove(key, deleted);
        rule.onDeleted(key, version);
        return true;
    }

    private boolean onFailure(ConsumerRecord<String, byte[]> row, String key, long version, String reason) {
        if (version > 0 && !rule.isNews(key, version)) {
            return false;
        }
        rule.onFailed(key, version, reason);
        unreadable.onRecord(row);
        return true;
    }
}
