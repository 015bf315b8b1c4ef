package dev.sluice.model.event;

/**
 * Where a channel stands at some place of its feed.
 *
 * @param generation empty when none is known
 * @param sequence of the last accepted record, 0 = none yet
 */
public record ChannelPosition(String generation, long sequence) {
    public ChannelPosition {
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence must not be negative, was " + sequence);
        }
    }
}
