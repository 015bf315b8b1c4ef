package dev.sluice.model.relay;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A feed's checkpoint: key {@code #feed/<apiId>/<partition>} of relay-state. It is the last record of its transaction;
 * the channel states before it hold at {@code through}.
 *
 * @param epoch the claim in force
 * @param through the offset after the last record that the owner has read back: where a reader may begin
 * @param claims offsets of all retained claims and the last one before the log start, ascending
 * @param topicId Kafka's id of the events topic
 * @param relay node id of the owner
 */
public record FeedState(int schema, long epoch, long through, List<Long> claims, String topicId, String relay) {
    public static final int SCHEMA = 1;

    public FeedState {
        requireNonNull(topicId, "topicId");
        requireNonNull(relay, "relay");
        if (through < 0) {
            throw new IllegalArgumentException("through must not be negative, was " + through);
        }
        claims = claims == null ? List.of() : List.copyOf(claims);
    }
}
