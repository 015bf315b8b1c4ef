package dev.sluice.relay.feed;

import dev.sluice.kafka.EventRecords;
import dev.sluice.model.channel.Channel;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.Verdict;
import dev.sluice.model.relay.ChannelState;
import dev.sluice.model.relay.UpstreamStatus;
import dev.sluice.relay.feed.FeedPlace.LogEnds;
import dev.sluice.relay.feed.FeedPlace.LogStart;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

    private Phase phase = new Phase.Closed(System.nanoTime());
    private Acceptance acceptance = Acceptance.fromOffset(0, List.of(), Map.of());
    private TreeSet<Long> claims = new TreeSet<>();
    private String topicId = "";
    /** The offset behind the last record read back. */
    private long position;

    private @Nullable FeedReading reading;

    private long lastClaim = Acceptance.NO_EPOCH;
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
            LogEnds ends = parts.questions().ends(partition);
            Map<String, ChannelState> known = restoredChannels();
            FeedPlace place = FeedPlace.choose(ends, shard.restored().feed(feed), known);
            acceptance = place.acceptance();
            claims = place.claims();
            position = place.offset();
            topicId = ends.topicId();
            lastClaim = acceptance.epoch();
            channels.restore(known, shard.demandIsKnown());
            if (place.isAnew()) {
                channels.beginAnew();
            }
            reading = new FeedReading(this);
            parts.tail().attach(partition, position, reading);
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
                .write(acceptance.epoch())
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
        if (lastClaim == mine) {
            own(mine);
        } else if (lastClaim > mine) {
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
                partition.topic(), partition.partition(), lastClaim);
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

    boolean isReadBy(FeedReading candidate) {
        return reading == candidate;
    }

    void onLogStart(LogStart log) {
        if (log.topicId().equals(topicId)) {
            trimClaims(log.start());
        } else {
            openAnew("it is another one");
        }
    }

    void openAnew(String reason) {
        if (phase instanceof Phase.Closed) {
            return;
        }
        LOG.warnf(
                "a feed's log is opened anew: kafkaTopic=%s partition=%d position=%d reason=%s",
                partition.topic(), partition.partition(), position, reason);
        channels.stopAll();
        detach();
        phase = new Phase.Closed(System.nanoTime());
    }

    private void detach() {
        FeedReading current = reading;
        if (current != null) {
            reading = null;
            parts.tail().detach(partition, current);
        }
    }

    void readBack(List<FeedRecord> records, long next) {
        if (phase instanceof Phase.Closed || next <= position) {
            return;
        }
        for (FeedRecord record : records) {
            if (record.offset() >= position) {
                judge(record, acceptance.read(record));
            }
        }
        position = next;
        checkpoints.onMoved();
        afterChange();
    }

    private void judge(FeedRecord record, Verdict verdict) {
        switch (verdict) {
            case ACCEPTED, ACCEPTED_RESET, ACCEPTED_HOLE -> {
                if (verdict != Verdict.ACCEPTED) {
                    LOG.warnf(
                            "accepted with a gap: channel=%s offset=%d verdict=%s missed=%d",
                            record.key(), record.offset(), verdict, acceptance.missed());
                }
                parts.meters().onAccepted();
                channels.onRead(record, isOwn(record));
            }
            case MARKED -> channels.onRead(record, isOwn(record));
            case CLAIMED -> onClaimRead(record.offset());
            case HELD_BACK -> {
                if (isOwn(record)) {
                    claimAgain("a record before offset " + record.offset() + " is missing");
                }
            }
            case STALE, REPEATED -> {}
        }
    }

    private boolean isOwn(FeedRecord record) {
        return phase instanceof Phase.Owning(long epoch) && record.epoch() == epoch;
    }

    private void onClaimRead(long offset) {
        lastClaim = offset;
        claims.add(offset);
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

    /** Keeps the claims that are retained and the last one before the log start. */
    private void trimClaims(long logStart) {
        Long lastBefore = claims.lower(logStart);
        if (lastBefore != null && claims.headSet(lastBefore).size() > 0) {
            claims.headSet(lastBefore).clear();
            checkpoints.onMoved();
        }
    }

    // For the parts
    // ----------------------------------------------------------------------------------------------------

    void onStatus(ChannelWriter writer, UpstreamStatus status) {
        ChannelTrack track = channels.of(writer);
        if (track != null) {
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

    Acceptance acceptance() {
        return acceptance;
    }

    long position() {
        return position;
    }

    TreeSet<Long> claims() {
        return claims;
    }

    String topicId() {
        return topicId;
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
        detach();
        phase = new Phase.Closed(Long.MAX_VALUE);
    }
}
