package dev.sluice.gateway.quotalog;

import dev.sluice.model.quota.QuotaRecord;
import dev.sluice.model.wire.Wire;
import org.jspecify.annotations.Nullable;

/** One key of this gateway, what its record is to say, and whether it does. For one thread. */
final class QuotaReport {
    private final String key;
    private final int partition;
    private final long deleteMillis;
    /** {@code null} = it is to be deleted, or has been. */
    private @Nullable QuotaRecord wanted;

    private boolean isWritten;
    /** Whether Kafka has said of any record of the key that it has it. */
    private boolean isTaken;

    private boolean isQueued;
    private boolean isQueuedToDelete;
    private boolean isUnderWay;

    /** @param deleteMillis when it is to be deleted; {@link Long#MAX_VALUE} = not by time */
    QuotaReport(String key, int partition, long deleteMillis) {
        this.key = key;
        this.partition = partition;
        this.deleteMillis = deleteMillis;
    }

    String key() {
        return key;
    }

    int partition() {
        return partition;
    }

    long deleteMillis() {
        return deleteMillis;
    }

    byte @Nullable [] value() {
        return wanted == null ? null : Wire.write(wanted);
    }

    @Nullable
    QuotaRecord wanted() {
        return wanted;
    }

    /** It is to say this; {@code null} = it is to be deleted. */
    void want(@Nullable QuotaRecord record) {
        wanted = record;
        isWritten = false;
    }

    /** Kafka may not have it. */
    void doubt() {
        isWritten = false;
    }

    boolean isDeletion() {
        return wanted == null;
    }

    boolean isNeverTaken() {
        return !isTaken;
    }

    /** Returns whether it is to be sent as soon as may be. */
    boolean isDue() {
        return !isWritten && !isUnderWay;
    }

    /** Returns whether it was not queued before with what it is to say now. */
    boolean becomesQueued() {
        boolean first = !(isDeletion() ? isQueuedToDelete : isQueued);
        isQueued |= !isDeletion();
        isQueuedToDelete |= isDeletion();
        return first;
    }

    /** @param toDelete in which of its two queues it was */
    void onDequeued(boolean toDelete) {
        if (toDelete) {
            isQueuedToDelete = false;
        } else {
            isQueued = false;
        }
    }

    void onSent() {
        isUnderWay = true;
        isWritten = true;
    }

    /** @param failed whether Kafka may not have it */
    void onAnswer(boolean failed) {
        isUnderWay = false;
        if (failed) {
            isWritten = false;
        } else {
            isTaken = true;
        }
    }

    /** Others delete it, if it is there at all. */
    void giveUp() {
        isWritten = true;
    }

    /** Returns whether nothing is left of it. */
    boolean isOver() {
        return wanted == null && isWritten && !isUnderWay;
    }
}
