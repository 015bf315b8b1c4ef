package dev.sluice.relay.feed;

import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * This relay's hold on a feed: it claims ({@link TenureClaim}), reads back through {@link Acceptance} up to its claim,
 * has the backends pulled and writes what they send, as long as no other claim lies after its own.
 *
 * <p>What is known of a channel comes only from what has been read back, so whatever happens to a send (it fails, it
 * arrives twice, its answer is lost, this process is frozen in the middle) the next claim begins at what all readers
 * accepted. A send that fails, a record of its own that is held back, and a foreign claim each end the claim; nothing
 * is mended in place.
 *
 * <p>Confined to the shard's thread but for {@link #execute}.
 */
public final class FeedTenure {
    private static final Logger LOG = Logger.getLogger(FeedTenure.class);

    private final Feed feed;
    private final int eventPartitions;
    private final TopicPartition partition;
    private final TenureContext context;
    private final ShardThread shard;
    private final TenureChannels channels;
    private final FeedCheckpoints checkpoints;
    private final TenureWrites writes;
    private final FeedLog log;
    private final TenureClaim claim;

    /** @param eventPartitions of the API */
    public FeedTenure(Feed feed, int eventPartitions, TenureContext context, ShardThread shard) {
        this.feed = feed;
        this.eventPartitions = eventPartitions;
        this.partition = new TopicPartition(context.topics().eventsName(feed.apiId()), feed.partition());
        this.context = context;
        this.shard = shard;
        this.channels = new TenureChannels(this, context);
        this.checkpoints = new FeedCheckpoints(this, feed, context, shard);
        this.writes = new TenureWrites(this, partition, context);
        this.log = new FeedLog(
                feed,
                partition,
                context.metadata(),
                context.readBack(),
                context.meters(),
                shard::execute,
                new LogListener());
        this.claim = new TenureClaim(this, partition, context, shard);
    }

    /** Wants a channel pulled, or ({@code null}) no more. */
    public void want(String channel, @Nullable PullSettings settings) {
        channels.want(channel, settings);
        if (isClosed()) {
            tick();
        }
        afterChange();
    }

    /** Ends the time for which a channel that is wanted no more is pulled. */
    public void leaveAtOnce(String channel) {
        channels.leaveAtOnce(channel);
        afterChange();
    }

    /** Leaves at once the channels whose API is not deployed any more; their states stay for when it is again. */
    public void withdraw(Predicate<Channel> isDeployed) {
        channels.withdraw(isDeployed);
        afterChange();
    }

    /** Returns whether nothing is written here, and no channel is wanted. */
    public boolean isAtRest() {
        boolean isWaiting = claim.phase() instanceof TenurePhase.BackOff;
        return (isClosed() || isWaiting) && !channels.hasWantedChannels();
    }

    /** Time passes: what is due is done. Called some times a second. */
    public void tick() {
        log.takeAnswers();
        long now = System.nanoTime();
        switch (claim.phase()) {
            case TenurePhase.Closed(long openAt) -> {
                if (channels.hasWantedChannels() && now >= openAt) {
                    open();
                }
            }
            case TenurePhase.BackOff(long claimAt) -> {
                if (channels.hasWantedChannels() && now >= claimAt) {
                    claim.begin();
                }
            }
            case TenurePhase.ClaimPending _ -> {}
            case TenurePhase.Owner _ -> {
                channels.tick(now);
                afterChange();
            }
        }
    }

    private void open() {
        try {
            Map<String, ChannelState> known = restoredChannels();
            boolean anew = log.open(shard.restored(), known);
            channels.restore(known, shard.demandIsKnown());
            if (anew) {
                channels.beginAnew();
            }
            log.attach();
            claim.begin();
        } catch (ExecutionException unknown) {
            LOG.warnf(
                    "a feed cannot be opened yet: kafkaTopic=%s partition=%d reason=%s",
                    partition.topic(), partition.partition(), unknown.getCause());
            claim.postpone();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, ChannelState> restoredChannels() {
        Map<String, ChannelState> own = new HashMap<>();
        shard.restored().channels().forEach((channel, state) -> {
            boolean ofFeed = Channel.ofKey(channel)
                    .filter(known -> known.apiId().equals(feed.apiId()))
                    .filter(known -> Feed.of(known, eventPartitions).equals(feed))
                    .isPresent();
            if (ofFeed) {
                own.put(channel, state);
            }
        });
        return own;
    }

    // Reading back
    // -----------------------------------------------------------------------------------------------------

    /** What the log says, in its order. */
    private final class LogListener implements FeedLog.Reader {
        @Override
        public void onRead(FeedRecord record) {
            channels.onRead(record, claim.covers(record));
        }

        @Override
        public void onHeldBack(FeedRecord record) {
            if (claim.covers(record)) {
                claim.again("a record before offset " + record.offset() + " is missing");
            }
        }

        @Override
        public void onMoved() {
            checkpoints.onMoved();
            afterChange();
        }

        @Override
        public void onLost(String reason) {
            channels.stopAll();
            claim.closeUntil(System.nanoTime());
        }

        @Override
        public void onClaim(long offset) {
            claim.onRead(offset);
        }
    }

    // For its parts
    // ----------------------------------------------------------------------------------------------------

    /** The claim is in force. */
    void onOwned() {
        channels.onOwned();
        afterChange();
    }

    void onStatus(ChannelWriter writer, UpstreamStatus status) {
        ChannelTrack track = channels.of(writer);
        if (track != null) {
            writer.count(status.upstream());
            channels.onStatus(track, status);
            afterChange();
        }
    }

    void execute(Runnable task) {
        shard.execute(task);
    }

    private void afterChange() {
        if (isOwned()) {
            checkpoints.writeIfDue(claim.epoch());
        }
    }

    /** What the pulls find goes here, on the shard's thread. */
    TenureWrites writes() {
        return writes;
    }

    /** The claim in force, {@link Acceptance#NO_EPOCH} when it is not ours. */
    long ownEpoch() {
        return claim.epoch();
    }

    void onSendFailed(long epoch, Throwable failure) {
        if (ownEpoch() == epoch) {
            context.meters().onFailedSend();
            claim.again("a send failed: " + failure);
        }
    }

    boolean isClosed() {
        return claim.phase() instanceof TenurePhase.Closed;
    }

    boolean isOwned() {
        return claim.phase() instanceof TenurePhase.Owner;
    }

    public Feed feed() {
        return feed;
    }

    TenureChannels channels() {
        return channels;
    }

    FeedCheckpoints checkpoints() {
        return checkpoints;
    }

    FeedLog log() {
        return log;
    }

    ShardThread shard() {
        return shard;
    }

    // Leaving
    // ----------------------------------------------------------------------------------------------------------

    /** Stops the pulls; what they have found so far is still written and read back. */
    public void stopPulling() {
        channels.stopAll();
    }

    /** Returns whether everything sent under the present claim has been read back. */
    public boolean isSettled() {
        log.takeAnswers();
        return !isOwned() || channels.unread() == 0;
    }

    /** Writes what has been read back, as the last thing under this claim; done when it is written or failed. */
    public CompletionStage<Void> handOver() {
        return isOwned() ? checkpoints.write(claim.epoch()) : CompletableFuture.completedFuture(null);
    }

    /** Nothing is written any more. */
    public void close() {
        channels.stopAll();
        log.detach();
        claim.closeUntil(Long.MAX_VALUE);
    }
}
