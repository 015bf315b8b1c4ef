package dev.sluice.relay.channel;

import dev.sluice.model.control.GapReason;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.wire.UnreadableRecordException;
import dev.sluice.model.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a channel's backend. A value; it moves only with what is in the log: restored from a state and then
 * from the accepted records and marks after it, in log order. A pull moves its own copy in the same way as it writes.
 *
 * @param upstreamId what to ask the backend to go on from: {@code null} = none yet, empty = cleared by the backend
 * @param sinceOwnId what came with that id ({@link BlockHash}), then the events without an id since, at most
 *     {@value #MAX_HASHES}; empty when there is no id
 * @param hasRecords whether the channel has had any record
 * @param idPoints how far the ids are known to count ({@link CountedIds})
 */
public record ChannelMemory(
        @Nullable String upstreamId,
        List<BlockHash> sinceOwnId,
        BackendClass backendClass,
        boolean hasRecords,
        int idPoints) {
    /** Nothing has ever been heard of this backend. */
    public static final ChannelMemory NOTHING = new ChannelMemory(null, List.of(), BackendClass.UNKNOWN, false, 0);

    static final int MAX_HASHES = 256;

    public ChannelMemory {
        sinceOwnId = List.copyOf(sinceOwnId);
    }

    public static ChannelMemory of(ChannelState state) {
        return new ChannelMemory(
                state.upstreamId(),
                state.sinceOwnId().stream().map(BlockHash::new).toList(),
                state.backendClass(),
                state.sequence() > 0,
                state.idPoints());
    }

    /** What came with the id and since, as a state keeps it. */
    public List<String> hashesSinceOwnId() {
        return sinceOwnId.stream().map(BlockHash::text).toList();
    }

    /** With the channel's next accepted record, or a mark that counts. */
    public ChannelMemory after(FeedRecord accepted) {
        return switch (accepted.kind()) {
            case EVENT -> afterEvent(BlockHash.of(accepted.type(), accepted.data()), accepted.upstreamId());
            case GAP -> afterGap(accepted.data());
            case MARK -> accepted.upstreamId() == null ? this : afterMark(accepted.upstreamId());
            case END -> withRecord();
            case CLAIM -> this;
        };
    }

    private ChannelMemory afterGap(byte[] data) {
        try {
            return afterGap(Wire.readGap(data).reason());
        } catch (UnreadableRecordException later) { // of a release that knows more reasons
            return afterGap(GapReason.BACKEND_RESET);
        }
    }

    /** The same backend, of which more has been learnt. */
    public ChannelMemory as(BackendClass learnt) {
        return new ChannelMemory(upstreamId, sinceOwnId, learnt, hasRecords, idPoints);
    }

    /**
     * Another backend: what is known of the old one, its ids above all, means nothing to it and is none of its
     * business.
     */
    public ChannelMemory ofAnotherBackend() {
        return new ChannelMemory(null, List.of(), BackendClass.UNKNOWN, hasRecords, 0);
    }

    boolean hasId() {
        return upstreamId != null && !upstreamId.isEmpty();
    }

    boolean idsCount(boolean isAtResume) {
        return idPoints >= (isAtResume ? CountedIds.TRUSTED_AT_RESUME : CountedIds.TRUSTED);
    }

    ChannelMemory afterEvent(BlockHash hash, @Nullable String id) {
        if (id != null) {
            return moved(id, hash, true);
        }
        if (hasId()) {
            return plus(hash);
        }
        return new ChannelMemory(upstreamId, sinceOwnId, BackendClass.C, true, 0);
    }

    /** An id without an event. The same id again says nothing. */
    ChannelMemory afterMark(String id) {
        return id.equals(upstreamId) ? this : moved(id, BlockHash.ID_ONLY, hasRecords);
    }

    ChannelMemory afterGap(GapReason reason) {
        if (reason == GapReason.BACKEND_CHANGED) {
            return ofAnotherBackend().withRecord();
        }
        return hasId() ? plus(reason == GapReason.OVERSIZE ? BlockHash.OVERSIZE : BlockHash.GAP) : withRecord();
    }

    private ChannelMemory moved(String id, BlockHash hash, boolean records) {
        if (id.isEmpty()) {
            return new ChannelMemory(id, List.of(), BackendClass.C, records, 0);
        }
        BackendClass known = backendClass == BackendClass.B ? BackendClass.B : BackendClass.A;
        return new ChannelMemory(id, List.of(hash.small()), known, records, CountedIds.after(idPoints, upstreamId, id));
    }

    private ChannelMemory plus(BlockHash hash) {
        if (sinceOwnId.size() >= MAX_HASHES) {
            return withRecord();
        }
        List<BlockHash> since = new ArrayList<>(sinceOwnId);
        since.add(hash.withoutData());
        return new ChannelMemory(upstreamId, since, backendClass, true, idPoints);
    }

    private ChannelMemory withRecord() {
        return hasRecords ? this : new ChannelMemory(upstreamId, sinceOwnId, backendClass, true, idPoints);
    }
}
