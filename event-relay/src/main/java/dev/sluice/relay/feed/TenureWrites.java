package dev.sluice.relay.feed;

import dev.sluice.kafka.EventRecords;
import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.wire.Wire;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Gives what pulls find its place in the channel and sends it, as long as the feed is ours. An event that Kafka has refused
 * for its size would be refused each time that the backend sends it again, so it becomes a gap when it comes again.
 * Confined to the shard's thread.
 */
final class TenureWrites {
    private static final byte[] NOTHING = {};

    private final FeedTenure tenure;
    private final TopicPartition partition;
    private final TenureContext context;
    private final InFlightBytes inFlight;

    TenureWrites(FeedTenure tenure, TopicPartition partition, TenureContext context) {
        this.tenure = tenure;
        this.partition = partition;
        this.context = context;
        this.inFlight = new InFlightBytes(tenure::execute);
    }

    InFlightBytes inFlight() {
        return inFlight;
    }

    /** A pull has found something. */
    void onFound(ChannelWriter writer, RecordKind kind, @Nullable String type, byte[] data, @Nullable String id) {
        ChannelTrack track = tenure.channels().of(writer);
        if (track == null || tenure.ownEpoch() == Acceptance.NO_EPOCH) {
            writer.release(data);
        } else if (kind == RecordKind.EVENT && track.oversize.remove(data)) {
            writer.release(data);
            sendInsteadOf(writer, track, id);
        } else {
            send(writer, track, kind, type, data, id);
        }
    }

    private void sendInsteadOf(ChannelWriter writer, ChannelTrack track, @Nullable String id) {
        Instant now = Instant.now();
        byte[] gap = Wire.write(new ControlEvent.Gap(GapReason.OVERSIZE, null, null, 1L, now, now));
        send(writer, track, RecordKind.GAP, null, writer.hold(gap), null);
        if (id != null) {
            send(writer, track, RecordKind.MARK, null, writer.hold(NOTHING), id);
        }
    }

    private void send(
            ChannelWriter writer,
            ChannelTrack track,
            RecordKind kind,
            @Nullable String type,
            byte[] data,
            @Nullable String id) {
        long epoch = tenure.ownEpoch();
        if (epoch == Acceptance.NO_EPOCH) {
            writer.release(data);
            return;
        }
        if (kind.takesSequence()) {
            writer.sequence++;
        }
        boolean isFirst = kind.takesSequence() && !track.hasSent;
        track.hasSent |= isFirst;
        track.unread++;
        FeedRecord record =
                FeedRecord.toCome(kind, track.key, epoch, track.generation, writer.sequence, isFirst, type, id, data);
        InFlightRecord sent = new InFlightRecord(record, writer);
        long bytes = InFlightBytes.of(record);
        inFlight.onSent(bytes);
        tenure.log().onSent(sent);
        Throwable refusal = context.sender()
                .send(EventRecords.toSend(partition.topic(), partition.partition(), record), (at, time, failure) -> {
                    inFlight.onAnswered(bytes);
                    tenure.log().onAnswered(sent, at, time);
                    if (failure != null) {
                        tenure.execute(() -> onFailed(track, epoch, data, failure));
                    }
                });
        if (refusal != null) {
            tenure.onSendFailed(epoch, refusal);
        }
    }

    private void onFailed(ChannelTrack track, long epoch, byte[] data, Exception failure) {
        if (failure instanceof RecordTooLargeException) {
            tenure.channels().onRefused(track.key, data);
        }
        tenure.onSendFailed(epoch, failure);
    }
}
