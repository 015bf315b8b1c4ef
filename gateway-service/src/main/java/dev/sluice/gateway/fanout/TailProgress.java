package dev.sluice.gateway.fanout;

import dev.sluice.gateway.stream.Frame;
import dev.sluice.gateway.stream.FrameBlocks;
import dev.sluice.gateway.stream.FrameEncoder;
import dev.sluice.gateway.stream.TailBatch;
import dev.sluice.kafka.EventRecords;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How far the tail has read one feed, and which of its records count. Confined to the tail's thread. */
final class TailProgress {
    private static final Logger LOG = Logger.getLogger(TailProgress.class);

    private final String topicId;
    private final long from;
    private final Acceptance acceptance;
    /** Of channels that have had no record since: where they stood at the checkpoint. */
    private final Map<String, ChannelPosition> atCheckpoint;

    private List<Long> claims;
    private long position;

    private TailProgress(
            String topicId,
            long from,
            Acceptance acceptance,
            Map<String, ChannelPosition> atCheckpoint,
            List<Long> claims) {
        this.topicId = topicId;
        this.from = from;
        this.position = from;
        this.acceptance = acceptance;
        this.atCheckpoint = atCheckpoint;
        this.claims = claims;
    }

    /**
     * Begins at the newest checkpoint that fits the log; where there is none, at the log's start, knowing nothing; where
     * the log has been cut past it, at the log's start, knowing the claims alone.
     */
    static TailProgress attach(String topicId, long logStart, long logEnd, @Nullable FeedSnapshot snapshot) {
        boolean fits = snapshot != null
                && snapshot.state().topicId().equals(topicId)
                && snapshot.state().through() <= logEnd;
        if (snapshot == null || !fits) {
            Acceptance nothing = Acceptance.fromCheckpoint(logStart, List.of(), Map.of());
            return new TailProgress(topicId, logStart, nothing, Map.of(), List.of());
        }
        List<Long> claims = snapshot.state().claims();
        long through = snapshot.state().through();
        if (through < logStart) {
            Acceptance cut = Acceptance.fromOffset(logStart, claims, Map.of());
            return new TailProgress(topicId, logStart, cut, snapshot.positions(), claims);
        }
        Acceptance known = Acceptance.fromCheckpoint(through, claims, snapshot.positions());
        return new TailProgress(topicId, through, known, Map.of(), claims);
    }

    /** Kafka's id of the topic that is read. */
    String topicId() {
        return topicId;
    }

    /** The first offset that it has read or will read. */
    long from() {
        return from;
    }

    /** The first offset that it has not read. */
    long position() {
        return position;
    }

    List<Long> claims() {
        return claims;
    }

    /** Where a channel stands at {@link #position()}; {@code null} when it has had no record. */
    @Nullable
    ChannelPosition position(String channel) {
        ChannelPosition read = acceptance.position(channel);
        return read == null || read.generation().isEmpty() ? atCheckpoint.get(channel) : read;
    }

    /**
     * Reads on.
     *
     * @param next the offset after these records
     * @param owners how many references each frame gets
     */
    TailBatch read(List<ConsumerRecord<String, byte[]>> rows, long next, FrameEncoder encoder, int owners) {
        List<Frame> frames = new ArrayList<>(rows.size());
        List<Long> claimsBefore = claims;
        try (FrameBlocks blocks = encoder.blocks(rows.size(), dataBytes(rows), owners)) {
            for (ConsumerRecord<String, byte[]> row : rows) {
                EventRecords.read(row).ifPresent(read -> accept(read, frames, encoder, blocks));
            }
        }
        position = next;
        return new TailBatch(frames, claims, claims != claimsBefore);
    }

    private void accept(FeedRecord row, List<Frame> frames, FrameEncoder encoder, FrameBlocks blocks) {
        Verdict verdict = acceptance.read(row);
        if (verdict == Verdict.CLAIMED) {
            List<Long> more = new ArrayList<>(claims);
            more.add(row.offset());
            claims = List.copyOf(more);
        } else if (verdict.isAccepted()) {
            encode(row, frames, encoder, blocks);
        }
    }

    /** A record that cannot be encoded is left out; its channel's clients get a gap event for it. */
    private void encode(FeedRecord row, List<Frame> frames, FrameEncoder encoder, FrameBlocks blocks) {
        try {
            frames.add(encoder.encode(acceptance.acceptedChannel(), acceptance.acceptedGeneration(), row, blocks));
        } catch (RuntimeException broken) {
            LOG.errorf(broken, "a record is left out: channel=%s offset=%d", row.key(), row.offset());
        }
    }

    private static int dataBytes(List<ConsumerRecord<String, byte[]>> rows) {
        int bytes = 0;
        for (ConsumerRecord<String, byte[]> row : rows) {
            bytes += Math.max(row.serializedValueSize(), 0);
        }
        return bytes;
    }
}
