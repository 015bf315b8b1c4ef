package dev.sluice.publisher.delivery.outbox;

/** Told of each step of the drain, on its thread, before the next one begins: where a test stops the process. */
@FunctionalInterface
interface DrainSteps {
    enum Step {
        ROWS_READ,
        RECORDS_SENT,
        RECORDS_COMMITTED,
        TOPIC_ENSURED,
        TOPIC_DELETED,
        ROWS_DELETED
    }

    void done(Step step);
}
