package dev.sluice.publisher.delivery.outbox;

import org.jspecify.annotations.Nullable;

/**
 * A step as it is stored.
 *
 * @param topic {@code null} = about an events topic
 * @param value the record's JSON, {@code null} = a tombstone; for an events topic what is asked of it
 * @param writtenNanos when it was written, by {@link System#nanoTime()} of this process
 */
record OutboxRow(
        long version,
        Step step,
        @Nullable ControlTopic topic,
        String key,
        @Nullable String value,
        long writtenNanos) {
    enum Step {
        RECORD,
        /** A record, too: a tombstone with its reason. */
        DELETION,
        ENSURE_EVENTS,
        DELETE_EVENTS
    }

    static OutboxRow of(long version, OutboxStep step) {
        long now = System.nanoTime();
        return switch (step) {
            case OutboxStep.Put put ->
                new OutboxRow(
                        version,
                        Step.RECORD,
                        put.topic(),
                        put.key(),
                        put.value().apply(version),
                        now);
            case OutboxStep.Tombstone tombstone ->
                new OutboxRow(version, Step.RECORD, tombstone.topic(), tombstone.key(), null, now);
            case OutboxStep.Deletion deletion ->
                new OutboxRow(version, Step.DELETION, deletion.topic(), deletion.key(), null, now);
            case OutboxStep.EnsureEventsTopic ensure ->
                new OutboxRow(
                        version,
                        Step.ENSURE_EVENTS,
                        null,
                        ensure.key(),
                        EventsTopicSettings.of(ensure).text(),
                        now);
            case OutboxStep.DeleteEventsTopic delete ->
                new OutboxRow(version, Step.DELETE_EVENTS, null, delete.key(), null, now);
        };
    }

    /** Returns whether it is a record of a control topic, and not about an events topic. */
    boolean isRecord() {
        return step == Step.RECORD || step == Step.DELETION;
    }
}
