package dev.sluice.relay.feed;

import dev.sluice.model.event.FeedRecord;

/** A record of ours from when it is sent until its place in the log is known. Of the shard's thread but for its answer. */
final class InFlightRecord {
    private static final long UNANSWERED = Long.MIN_VALUE;

    private final FeedRecord record;
    private final InFlightData held;
    private long timestamp;
    private volatile long offset = UNANSWERED;

    /** @param held where the record's data count until {@link #release} */
    InFlightRecord(FeedRecord record, InFlightData held) {
        this.record = record;
        this.held = held;
    }

    /** On the producer's thread: -1 = it has no place, or none that is known. */
    void answer(long at, long appendedAt) {
        timestamp = appendedAt;
        offset = at;
    }

    int dataBytes() {
        return record.data().length;
    }

    boolean isAnswered() {
        return offset != UNANSWERED;
    }

    /** As {@link #answer} said. */
    long offset() {
        return offset;
    }

    /** The record in its place. */
    FeedRecord placed() {
        return record.at(offset, timestamp);
    }

    void release() {
        held.release(record.data());
    }
}
