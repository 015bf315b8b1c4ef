package dev.sluice.publisher.delivery.outbox;

import java.util.function.LongFunction;

/** One thing the drain has to do, in its place among all others. */
public sealed interface OutboxStep {
    /** What the step is about: the record's key, or the API whose events topic it touches. */
    String key();

    /**
     * Writes a record.
     *
     * @param value the record's JSON, given its version
     */
    record Put(ControlTopic topic, String key, LongFunction<String> value) implements OutboxStep {}

    /** Writes a tombstone. */
    record Tombstone(ControlTopic topic, String key) implements OutboxStep {}

    /** Writes a tombstone that says that the thing itself is gone, for good. */
    record Deletion(ControlTopic topic, String key) implements OutboxStep {}

    /** Creates the API's events topic, or gives it this retention; always before the API's record. */
    record EnsureEventsTopic(String key, int partitions, long retentionMs, long retentionBytes) implements OutboxStep {}

    /** Deletes the API's events topic; always after the API's tombstone. */
    record DeleteEventsTopic(String key) implements OutboxStep {}
}
