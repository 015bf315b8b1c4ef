package dev.sluice.model;

/**
 * A record of a control topic that the publisher writes. A reader ignores one whose version is not higher than the one it
 * holds for that key, and keeps what it has when the schema is higher than it knows.
 */
public interface VersionedRecord {
    /** The schema that this code writes and understands. */
    int SCHEMA = 1;

    int schema();

    /** The outbox id: order of commit, order of sending. */
    long version();
}
