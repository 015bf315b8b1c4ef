package dev.sluice.relay.feed;

import dev.sluice.model.event.EventId;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.Checkpoint;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.relay.channel.BackendSignIn;
import dev.sluice.relay.channel.ChannelMemory;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One channel of a feed in tenure: what has been read back of it, whether it is wanted, and its pull. Confined to the
 * shard's thread.
 */
final class ChannelTrack {
    private static final int MAX_CHECKPOINTS = 64;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz";

    final String key;
    /** Empty until one is drawn or read. */
    String generation = "";

    ChannelMemory memory = ChannelMemory.NOTHING;
    UpstreamStatus status;
    UpstreamEndpoint endpoint = UpstreamEndpoint.NONE;
    /** The API has given it another backend, of which there is no record yet. */
    boolean isChanged;
    /** Of its pull. */
    BackendSignIn signIn = BackendSignIn.NONE;

    private final Deque<Checkpoint> checkpoints = new ArrayDeque<>();
    private @Nullable Checkpoint last;

    /** Its state is not as relay-state has it. */
    boolean dirty;
    /**
     * Its first state, or the first one of another backend, is not in relay-state yet: the backend must not be
     * connected before.
     */
    boolean awaitsState;
    /** Whether relay-state had a state of it when the feed was opened. */
    boolean isKnown;
    /** Whether it has been pulled in this tenure. */
    boolean wasPulled;
    /** Of its events, as its API said last. */
    long retentionMs = Long.MAX_VALUE;

    @Nullable
    PullSettings wanted;
    /** When the last demand went, nanoseconds; 0 = it is wanted. */
    long releasedAt;
    /** When its backend is left, nanoseconds; 0 = it is not about to be. Until then its state says idle already. */
    long leavingAt;
    /** What its state goes back to when it is wanted again before that. */
    UpstreamStatus statusBeforeIdle;
    /** No gateway has wanted it since it was wanted last. */
    boolean released;
    /** The backend has ended it: it is pulled again only for a demand that is new. */
    boolean parked;

    /** Whether it counts among the channels that this relay may pull. */
    boolean holdsPlace;

    @Nullable
    ChannelWriter writer;
    /** Whether the first numbered record under this claim has been sent, whatever became of it. */
    boolean hasSent;
    /** Records sent under this claim and not read back yet. */
    int unread;
    /** When it was refused without ever having had a record, nanoseconds; 0 = it is not. */
    long refusedAt;

    final OversizeEvents oversize = new OversizeEvents();

    ChannelTrack(String key, UpstreamStatus status) {
        this.key = key;
        this.status = status;
        this.statusBeforeIdle = status;
    }

    static ChannelTrack of(String key, ChannelState state) {
        ChannelTrack track = new ChannelTrack(key, state.status());
        track.generation = state.generation();
        track.memory = ChannelMemory.of(state);
        track.endpoint = UpstreamEndpoint.of(state);
        track.isKnown = true;
        track.parked = state.status().upstream() == Upstream.ENDED;
        for (Checkpoint checkpoint : state.checkpoints()) {
            track.checkpoints.addLast(checkpoint);
            track.last = checkpoint;
        }
        return track;
    }

    /** What is known of the old backend is forgotten. */
    void change(UpstreamEndpoint next) {
        endpoint = next;
        memory = memory.ofAnotherBackend();
        isChanged = true;
        awaitsState = true;
    }

    void beginAnew(String drawn) {
        generation = drawn;
        checkpoints.clear();
        last = null;
    }

    /** An accepted record or a mark that counts has been read back. */
    void onRead(FeedRecord record, long retentionMs) {
        memory = memory.after(record);
        if (writer != null && writer.hasSeenRepeats()) {
            memory = memory.as(BackendClass.B); // what was removed as a repeat is not in the log
        }
        dirty = true;
        if (!record.kind().takesSequence()) {
            return;
        }
        isChanged = false;
        if (!generation.equals(record.generation())) {
            generation = record.generation();
            checkpoints.clear();
        }
        Checkpoint here = new Checkpoint(record.sequence(), record.offset(), record.timestamp());
        Checkpoint spaced = checkpoints.peekLast();
        if (spaced == null || here.time() - spaced.time() >= retentionMs / MAX_CHECKPOINTS) {
            checkpoints.addLast(here);
        }
        last = here;
        while (checkpoints.size() > MAX_CHECKPOINTS
                || (checkpoints.size() > 1 && checkpoints.getFirst().time() < here.time() - retentionMs)) {
            checkpoints.removeFirst();
        }
    }

    boolean isPulled() {
        return writer != null;
    }

    /** When its last event was appended, epoch milliseconds; 0 = it has none. */
    long lastEventAt() {
        return last == null ? 0 : last.time();
    }

    ChannelState state(long sequence, String topicId, long epoch, String relay) {
        List<Checkpoint> all = new ArrayList<>(checkpoints);
        if (last != null && !last.equals(checkpoints.peekLast())) {
            all.add(last);
        }
        return new ChannelState(
                ChannelState.SCHEMA,
                generation,
                sequence,
                memory.upstreamId(),
                memory.hashesSinceOwnId(),
                memory.backendClass(),
                topicId,
                endpoint.hash(),
                epoch,
                all,
                status,
                relay,
                memory.idPoints(),
                endpoint.streamHash());
    }

    static String drawGeneration() {
        StringBuilder drawn = new StringBuilder(EventId.GENERATION_LENGTH);
        for (int i = 0; i < EventId.GENERATION_LENGTH; i++) {
            drawn.append(BASE36.charAt(RANDOM.nextInt(BASE36.length())));
        }
        return drawn.toString();
    }
}
