package dev.sluice.relay.feed;

import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.ChannelPosition;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.FeedState;
import dev.sluice.model.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A feed's checkpoints: what has been read back, written about once a second while anything moves, and at once when an
 * upstream changes. One is under way at a time; what changes meanwhile goes into the next. Confined to the shard's thread.
 */
final class FeedCheckpoints {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private final FeedTenure tenure;
    private final Feed feed;
    private final TenureContext context;
    private final ShardThread shard;
    private final Set<String> removed = new LinkedHashSet<>();
    private boolean moved;
    private boolean soon;
    private boolean underWay;
    private long writtenAt = System.nanoTime() - INTERVAL_NANOS;

    FeedCheckpoints(FeedTenure tenure, Feed feed, TenureContext context, ShardThread shard) {
        this.tenure = tenure;
        this.feed = feed;
        this.context = context;
        this.shard = shard;
    }

    /** More has been read back. */
    void onMoved() {
        moved = true;
    }

    /** A channel's state has changed; {@code now} = readers wait for it. */
    void onTouched(boolean now) {
        moved = true;
        soon |= now;
    }

    void onRemoved(String channel) {
        removed.add(channel);
        onTouched(true);
    }

    void writeIfDue(long epoch) {
        boolean due = soon || (moved && System.nanoTime() - writtenAt >= INTERVAL_NANOS);
        if (due && !underWay) {
            write(epoch);
        }
    }

    /** Writes what there is now, after whatever is under way; done when it is in the log, or failed. */
    CompletionStage<Void> write(long epoch) {
        Map<String, @Nullable ChannelState> states = new LinkedHashMap<>();
        List<ChannelTrack> awaited = new ArrayList<>();
        removed.forEach(channel -> states.put(channel, null));
        for (ChannelTrack track : tenure.channels().all()) {
            if (track.dirty && !track.generation.isEmpty()) {
                track.dirty = false;
                states.put(track.key, track.state(sequence(track), tenure.log().topicId(), epoch, context.nodeId()));
                if (track.awaitsState) {
                    awaited.add(track);
                }
            }
        }
        FeedState state = new FeedState(
                FeedState.SCHEMA,
                epoch,
                tenure.log().position(),
                List.copyOf(tenure.log().claims()),
                tenure.log().topicId(),
                context.nodeId());
        removed.clear();
        moved = false;
        soon = false;
        underWay = true;
        long began = System.nanoTime();
        writtenAt = began;
        CompletableFuture<Void> done = new CompletableFuture<>();
        shard.stateWriter()
                .write(records(states, state))
                .whenComplete((_, failure) -> tenure.execute(() -> {
                    underWay = false;
                    if (tenure.isClosed()) {
                        done.completeExceptionally(new IllegalStateException("the tenure is over"));
                        return;
                    }
                    if (failure != null) {
                        shard.onStateLost(failure);
                        done.completeExceptionally(failure);
                        return;
                    }
                    context.meters().onCommit(System.nanoTime() - began);
                    states.forEach(shard.restored()::onChannel);
                    shard.restored().onFeed(feed, state);
                    awaited.forEach(tenure.channels()::onStateWritten);
                    done.complete(null);
                    writeIfDueAgain(epoch);
                }));
        return done;
    }

    private void writeIfDueAgain(long epoch) {
        if (tenure.isOwned()) {
            writeIfDue(epoch);
        }
    }

    private long sequence(ChannelTrack track) {
        ChannelPosition at = tenure.log().acceptance().position(track.key);
        return at != null && at.generation().equals(track.generation) ? at.sequence() : 0;
    }

    /** The feed's record last: it makes the others count. */
    private List<ProducerRecord<String, byte[]>> records(Map<String, @Nullable ChannelState> states, FeedState state) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        states.forEach((channel, next) -> records.add(row(channel, next == null ? null : Wire.write(next))));
        records.add(row(feed.stateKey(), Wire.write(state)));
        return records;
    }

    private ProducerRecord<String, byte[]> row(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(context.topics().relayState().name(), shard.shard(), key, value);
    }
}
