package dev.sluice.gateway.control;

import dev.sluice.model.VersionedRecord;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of one control topic into force: by the version rule, and so that a record that cannot be applied leaves
 * in force what was there before it and is reported. Confined to the reader's thread.
 */
abstract class ControlRecords {
    private static final String VERSION = "version";
    private static final String SCHEMA = "schema";
    private static final String REASON = "reason";
    private static final String DELETED = "deleted";

    private final VersionRule rule = new VersionRule();
    private final LongAdder unreadable = new LongAdder();

    /** Whether records under this key are for this gateway and of a kind that it knows. */
    abstract boolean concerns(String key);

    abstract VersionedRecord read(String key, byte[] json);

    /** @throws IllegalArgumentException the record cannot be applied and nothing has changed */
    abstract void put(String key, VersionedRecord record);

    /** @param deleted whether the thing itself is gone, for good */
    abstract void remove(String key, boolean deleted);

    /** Returns how many records could not be put into force so far. Any thread. */
    long unreadable() {
        return unreadable.sum();
    }

    AppliedVersion applied() {
        return rule.applied();
    }

    /** @return whether anything may be otherwise than before */
    boolean onRecord(ConsumerRecord<String, byte[]> row) {
        String key = row.key() == null ? "" : row.key();
        byte @Nullable [] json = row.value();
        long version = number(row, VERSION);
        if (!concerns(key)) {
            rule.onSkipped(version);
            return true;
        }
        if (json == null) {
            return onTombstone(key, version, text(row, REASON).equals(DELETED));
        }
        long schema = number(row, SCHEMA);
        if (schema > VersionedRecord.SCHEMA) {
            return onFailure(key, version, "schema " + schema + " is newer than this gateway");
        }
        try {
            return onRecord(key, read(key, json), version);
        } catch (RuntimeException broken) { // whatever it is: one record must not end the reader of all others
            return onFailure(key, version, String.valueOf(broken.getMessage()));
        }
    }

    private boolean onRecord(String key, VersionedRecord record, long headerVersion) {
        long version = Math.max(record.version(), headerVersion);
        if (!rule.isNews(key, version)) {
            return false;
        }
        if (record.schema() > VersionedRecord.SCHEMA) {
            return onFailure(key, version, "schema " + record.schema() + " is newer than this gateway");
        }
        put(key, record);
        rule.onApplied(key, version);
        return true;
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

    private boolean onFailure(String key, long version, String reason) {
        if (version > 0 && !rule.isNews(key, version)) {
            return false;
        }
        rule.onFailed(key, version, reason);
        unreadable.increment();
        return true;
    }

    private static long number(ConsumerRecord<String, byte[]> row, String name) {
        try {
            return Long.parseLong(text(row, name));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /** Empty when the record has no such header. */
    private static String text(ConsumerRecord<String, byte[]> row, String name) {
        Header header = row.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
