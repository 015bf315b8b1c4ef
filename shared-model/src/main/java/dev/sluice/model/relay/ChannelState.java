package dev.sluice.model.relay;

import static java.util.Objects.requireNonNull;

import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.event.EventId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A channel at the {@code through} of its feed's checkpoint: key {@code <channel>} of relay-state.
 *
 * @param sequence of the last accepted record, 0 = none yet
 * @param upstreamId what to ask the backend to go on from; {@code null} = none yet, empty = cleared by the backend
 * @param sinceOwnId hashes of what came with that id and of the events since, which a backend that goes on from it repeats
 * @param topicId Kafka's id of the events topic
 * @param endpointHash of the endpoint that was pulled, with its credentials
 * @param epoch in force when it was written
 * @param checkpoints oldest first
 * @param relay node id of the owner
 * @param idPoints how far the backend's ids are known to count one by one, so that a jump means a loss; 0 = not
 * @param streamHash of the scheme, host, port and path that were pulled; {@code null} = written before it was known
 */
public record ChannelState(
        int schema,
        String generation,
        long sequence,
        @Nullable String upstreamId,
        List<String> sinceOwnId,
        BackendClass backendClass,
        String topicId,
        String endpointHash,
        long epoch,
        List<Checkpoint> checkpoints,
        UpstreamStatus status,
        String relay,
        int idPoints,
        @Nullable String streamHash) {

    public static final int SCHEMA = 1;

    /** Far beyond what a channel comes to, and far enough from the end of the numbers to go on counting. */
    private static final long MAX_SEQUENCE = 1L << 53;

    private static final Pattern NO_ID = Pattern.compile("[\r\n\u0000]");

    public ChannelState {
        requireNonNull(backendClass, "class");
        requireNonNull(topicId, "topicId");
        requireNonNull(endpointHash, "endpointHash");
        requireNonNull(status, "status");
        requireNonNull(relay, "relay");
        if (!EventId.isGeneration(generation)) {
            throw new IllegalArgumentException("generation must be 10 of [0-9a-z], was '" + generation + "'");
        }
        if (sequence < 0 || sequence > MAX_SEQUENCE || idPoints < 0) {
            throw new IllegalArgumentException("a channel cannot be at " + sequence + " with " + idPoints + " points");
        }
        if (upstreamId != null && NO_ID.matcher(upstreamId).find()) {
            throw new IllegalArgumentException("upstreamId is none that an event stream can carry");
        }
        sinceOwnId = sinceOwnId == null ? List.of() : List.copyOf(sinceOwnId);
        checkpoints = checkpoints == null ? List.of() : List.copyOf(checkpoints);
    }

    /** Of a backend whose ids are not known to count, and of which no more is known. */
    public ChannelState(
            int schema,
            String generation,
            long sequence,
            @Nullable String upstreamId,
            List<String> sinceOwnId,
            BackendClass backendClass,
            String topicId,
            String endpointHash,
            long epoch,
            List<Checkpoint> checkpoints,
            UpstreamStatus status,
            String relay) {
        this(
                schema,
                generation,
                sequence,
                upstreamId,
                sinceOwnId,
                backendClass,
                topicId,
                endpointHash,
                epoch,
                checkpoints,
                status,
                relay,
                0,
                null);
    }

    /** The same channel with another upstream status, as another relay or the same has it. */
    public ChannelState with(UpstreamStatus next, String owner) {
        return new ChannelState(
                schema,
                generation,
                sequence,
                upstreamId,
                sinceOwnId,
                backendClass,
                topicId,
                endpointHash,
                epoch,
                checkpoints,
                next,
                owner,
                idPoints,
                streamHash);
    }

    public ChannelPosition position() {
        return new ChannelPosition(generation, sequence);
    }
}
