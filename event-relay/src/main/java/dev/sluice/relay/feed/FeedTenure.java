package dev.sluice.relay.feed;

import dev.sluice.kafka.EventRecords;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * This relay's hold on a feed: it claims, reads back through {@link Acceptance} up to its claim, has the backends pulled and
 * writes what they send, as long as no other claim lies behind its own.
 *
 * <p>What is known of a channel comes only from what has been read back, so whatever happens to a send (it fails, it arrives
 * twice, its answer is lost, this process is frozen in the middle) the next claim begins at what all readers accepted. A send
 * that fails, a record of its own that is held back, and a foreign claim each end the claim; nothing is mended in place.
 *
 * <p>Confined to the shard's thread but for {@link #execute}.
 */
public final class FeedTenure {
    private static final Logger LOG = Logger.getLogger(FeedTenure.class);
    private static final long RETRY_NANOS = Duration.ofMillis(500).toNanos();
    private static final long MAX_RETRY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long MIN_YIELD_MS = 500;
    private static final long MAX_YIELD_MS = 1500;
    /** A commit older than this does not show that nobody has fenced this relay since. */
    private static final long PROOF_NANOS = Duration.ofSeconds(4).toNanos();

    private final Feed feed;
    private final int eventPartitions;
    private final TopicPartition partition;
    private final TenureParts parts;
    private final ShardThread shard;
    private final TenureChannels channels;
    private final FeedCheckpoints checkpoints;
    private final TenureWrites writes;
    private final FeedLog log;

    private Phase phase = new Phase.Closed(System.nanoTime());
    private int round;
    private long yieldedAt = Long.MIN_VALUE;
    private long retryNanos = RETRY_NANOS;

    /** @param eventPartitions of the API */
    public FeedTenure(Feed feed, int eventPartitions, TenureParts parts, ShardThread shard) {
        this.feed = feed;
        this.eventPartitions = eventPartitions;
        this.partition = new TopicPartition(parts.topics().eventsName(feed.apiId()), feed.partition());
        this.parts = parts;
        this.shard = shard;
        this.channels = new TenureChannels(this, parts);
        this.checkpoints = new FeedCheckpoints(this, feed, parts, shard);
        this.writes = new TenureWrites(this, partition, parts);
        this.log = new FeedLog(feed, partition, parts, shard, new ReadBack());
    }

    /** Wants a channel pulled, or ({@code null}) no more. */
    public void want(String channel, @Nullable PullWish wish) {
        channels.want(channel, wish);
        if (phase instanceof Phase.Closed) {
            tick();
        }
        afterChange();
    }

    /** Leaves at once, and forgets, the channels whose API is not deployed any more. */
    public void withdraw(Predicate<Channel> isDeployed) {
        channels.withdraw(isDeployed);
        afterChange();
    }

    /** Whether nothing is read or written here, and nobody wants it to be. */
    public boolean isAtRest() {
        return phase instanceof Phase.Closed && !channels.hasWishes();
    }

    /** Time passes: what is due is done. Called some times a second. */
    public void tick() {
        long now = System.nanoTime();
        switch (phase) {
            case Phase.Closed(long openAt) -> {
                if (channels.hasWishes() && now >= openAt) {
                    open();
                }
            }
            case Phase.Waiting(long claimAt) -> {
                if (channels.hasWishes() && now >= claimAt) {
                    claim();
                }
            }
            case Phase.Claiming _ -> {}
            case Phase.Owning _ -> {
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
            claim();
        } catch (ExecutionException unknown) {
            LOG.warnf(
                    "a feed cannot be opened yet: kafkaTopic=%s partition=%d reason=%s",
                    partition.topic(), partition.partition(), unknown.getCause());
            phase = new Phase.Closed(System.nanoTime() + backOff());
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

    private void claim() {
        if (!shard.mayClaim()) {
            phase = new Phase.Waiting(System.nanoTime() + RETRY_NANOS / 5);
            return;
        }
        if (!shard.stateWriter().isProvenSince(Math.max(yieldedAt, System.nanoTime() - PROOF_NANOS))) {
            prove();
            return;
        }
        int mine = ++round;
        phase = new Phase.Claiming(mine, -1);
        parts.meters().onClaim();
        parts.sender()
                .send(
                        EventRecords.claimToSend(partition.topic(), partition.partition(), parts.owner()),
                        (offset, failure) -> execute(() -> onClaimSent(mine, offset, failure)));
    }

    /**
     * Claims only behind a commit that shows that no other relay has fenced this one: after a foreign claim, or a time in
     * which this process may have been frozen, the group's word alone may be old.
     */
    private void prove() {
        phase = new Phase.Waiting(Long.MAX_VALUE);
        var unused = checkpoints
                .write(log.acceptance().epoch())
                .thenRun(() -> execute(() -> {
                    if (phase instanceof Phase.Waiting) {
                        phase = new Phase.Waiting(System.nanoTime());
                    }
                }));
    }

    private void onClaimSent(int ofRound, long offset, @Nullable Exception failure) {
        if (!(phase instanceof Phase.Claiming(int current, long _)) || current != ofRound) {
            return;
        }
        if (failure != null) {
            LOG.warnf(
                    "a claim could not be written: kafkaTopic=%s partition=%d reason=%s",
                    partition.topic(), partition.partition(), failure);
            phase = new Phase.Waiting(System.nanoTime() + backOff());
            return;
        }
        phase = new Phase.Claiming(ofRound, offset);
        judgeClaim(offset);
    }

    /** Whether the claim that was read back last is this one, or a later one of somebody else. */
    private void judgeClaim(long mine) {
        if (log.lastClaim() == mine) {
            own(mine);
        } else if (log.lastClaim() > mine) {
            yieldToOther();
        }
    }

    private void own(long epoch) {
        phase = new Phase.Owning(epoch);
        retryNanos = RETRY_NANOS;
        LOG.infof("feed taken: kafkaTopic=%s partition=%d epoch=%d", partition.topic(), partition.partition(), epoch);
        channels.onOwned();
        afterChange();
    }

    private void yieldToOther() {
        channels.stopAll();
        yieldedAt = System.nanoTime();
        long wait = ThreadLocalRandom.current().nextLong(MIN_YIELD_MS, MAX_YIELD_MS);
        phase = new Phase.Waiting(System.nanoTime() + Duration.ofMillis(wait).toNanos());
        LOG.infof(
                "feed claimed by another: kafkaTopic=%s partition=%d epoch=%d",
                partition.topic(), partition.partition(), log.lastClaim());
    }

    /** What was sent under this claim may be lost: from here on only another claim can say what counts. */
    private void claimAgain(String reason) {
        LOG.warnf(
                "claiming again: kafkaTopic=%s partition=%d reason=%s",
                partition.topic(), partition.partition(), reason);
        channels.stopAll();
        phase = new Phase.Waiting(System.nanoTime() + backOff());
    }

    private long backOff() {
        long wait = retryNanos;
        retryNanos = Math.min(MAX_RETRY_NANOS, retryNanos * 2);
        return ThreadLocalRandom.current().nextLong(wait / 2, wait);
    }

    // Reading back
    // -----------------------------------------------------------------------------------------------------

    /** What the log says, in its order. */
    private final class ReadBack implements FeedLog.Reader {
        @Override
        public void onRead(FeedRecord record) {
            channels.onRead(record, isOwn(record));
        }

        @Override
        public void onHeldBack(FeedRecord record) {
            if (isOwn(record)) {
                claimAgain("a record before offset " + record.offset() + " is missing");
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
            phase = new Phase.Closed(System.nanoTime());
        }

        @Override
        public void onClaim(long offset) {
            switch (phase) {
                case Phase.Owning(long epoch) -> {
                    if (offset != epoch) {
                        yieldToOther();
                    }
                }
                case Phase.Claiming(int _, long mine) -> {
                    if (mine >= 0) {
                        judgeClaim(mine);
                    }
                }
                case Phase.Waiting _, Phase.Closed _ -> {}
            }
        }
    }

    private boolean isOwn(FeedRecord record) {
        return phase instanceof Phase.Owning(long epoch) && record.epoch() == epoch;
    }

    // For the parts
    // ----------------------------------------------------------------------------------------------------

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
        if (phase instanceof Phase.Owning(long epoch)) {
            checkpoints.writeIfDue(epoch);
        }
    }

    /** What the pulls find goes here, on the shard's thread. */
    TenureWrites writes() {
        return writes;
    }

    /** The claim in force, {@link Acceptance#NO_EPOCH} when it is not ours. */
    long ownEpoch() {
        return phase instanceof Phase.Owning(long epoch) ? epoch : Acceptance.NO_EPOCH;
    }

    void onSendFailed(long epoch, Exception failure) {
        if (ownEpoch() == epoch) {
            parts.meters().onFailedSend();
            claimAgain("a send failed: " + failure);
        }
    }

    boolean isClosed() {
        return phase instanceof Phase.Closed;
    }

    boolean isOwned() {
        return phase instanceof Phase.Owning;
    }

    Feed feed() {
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

    /** Whether everything sent under the present claim has been read back. */
    public boolean isSettled() {
        return !isOwned() || channels.unread() == 0;
    }

    /** Writes what has been read back, as the last thing under this claim; done when it is written or failed. */
    public CompletionStage<Void> handOver() {
        return phase instanceof Phase.Owning(long epoch)
                ? checkpoints.write(epoch)
                : CompletableFuture.completedFuture(null);
    }

    /** Nothing is written any more. */
    public void close() {
        channels.stopAll();
        log.detach();
        phase = new Phase.Closed(Long.MAX_VALUE);
    }
}
