package dev.sluice.model.event;

/**
 * Where a channel stands at some place of its feed.
 *
 * @param generation empty when none is known
 * @param sequence of the last accepted record, 0 = none yet
 * @param holed whether a hole was met and the claim behind it has been read: the next record may close or keep it
 */
public record ChannelPosition(String generation, long sequence, boolean holed) {
    public ChannelPosition {
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence must not be negative, was " + sequence);
        }
    }

    public ChannelPosition(String generation, long sequence) {
        this(generation, sequence, false);
    }
}
