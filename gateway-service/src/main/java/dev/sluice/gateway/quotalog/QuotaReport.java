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
    private boolean isQueued;
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

    /** Returns whether it is to be queued now, and is from then on. */
    boolean mayBeQueued() {
        boolean may = !isWritten && !isQueued && !isUnderWay;
        isQueued |= may;
        return may;
    }

    void onSent() {
        isQueued = false;
        isUnderWay = true;
        isWritten = true;
    }

    /** @param failed whether Kafka may not have it */
    void onAnswer(boolean failed) {
        isUnderWay = false;
        if (failed) {
            isWritten = false;
        }
    }

    /** Returns whether nothing is left of it. */
    boolean isOver() {
        return wanted == null && isWritten && !isUnderWay;
    }
}
