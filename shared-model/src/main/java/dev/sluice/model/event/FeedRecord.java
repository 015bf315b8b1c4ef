package dev.sluice.model.event;

import org.jspecify.annotations.Nullable;

/**
 * One record of an events topic, as read, or as it is to be sent. Not a value: {@code data} is shared, not copied, and must
 * not be written to.
 *
 * @param offset its Kafka offset; -1 = it has none yet
 * @param timestamp epoch milliseconds, set by the broker as it was appended; 0 = it has not been yet
 * @param key the channel; {@link #CLAIM_KEY} for a claim
 * @param epoch the offset of the claim under which it was written; a claim's own is its offset
 * @param generation of the channel; empty for a claim
 * @param sequence 1 or more; of a mark: the sequence of the last record sent before it; 0 for a claim
 * @param isFirstOfTenure whether its owner has sent nothing for this channel before, under this epoch
 * @param type the event's type, {@code null} = message
 * @param upstreamId the id field of this block: {@code null} if it had none, empty if it cleared the id
 */
public record FeedRecord(
        long offset,
        long timestamp,
        RecordKind kind,
        String key,
        long epoch,
        String generation,
        long sequence,
        boolean isFirstOfTenure,
        @Nullable String type,
        @Nullable String upstreamId,
        byte[] data) {

    /** The key of every claim. */
    public static final String CLAIM_KEY = "#claim";

    private static final byte[] NOTHING = {};

    /** A record that is not the first of its tenure. */
    public FeedRecord(
            long offset,
            long timestamp,
            RecordKind kind,
            String key,
            long epoch,
            String generation,
            long sequence,
            @Nullable String type,
            @Nullable String upstreamId,
            byte[] data) {
        this(offset, timestamp, kind, key, epoch, generation, sequence, false, type, upstreamId, data);
    }

    public static FeedRecord claim(long offset, long timestamp, byte[] owner) {
        return new FeedRecord(offset, timestamp, RecordKind.CLAIM, CLAIM_KEY, offset, "", 0, false, null, null, owner);
    }

    public static FeedRecord mark(
            long offset, long timestamp, String key, long epoch, String generation, long sequence, String upstreamId) {
        return new FeedRecord(
                offset, timestamp, RecordKind.MARK, key, epoch, generation, sequence, false, null, upstreamId, NOTHING);
    }

    /** A record of a channel that has no place in the log yet. */
    public static FeedRecord toCome(
            RecordKind kind,
            String key,
            long epoch,
            String generation,
            long sequence,
            boolean isFirstOfTenure,
            @Nullable String type,
            @Nullable String upstreamId,
            byte[] data) {
        return new FeedRecord(-1, 0, kind, key, epoch, generation, sequence, isFirstOfTenure, type, upstreamId, data);
    }

    /** The same record in its place. */
    public FeedRecord at(long place, long appendedAt) {
        return new FeedRecord(
                place, appendedAt, kind, key, epoch, generation, sequence, isFirstOfTenure, type, upstreamId, data);
    }

    /** The id that clients see. */
    public EventId id() {
        return new EventId(generation, sequence, offset);
    }
}
