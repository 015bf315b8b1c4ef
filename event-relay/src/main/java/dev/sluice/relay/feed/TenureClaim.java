package dev.sluice.relay.feed;

import dev.sluice.kafka.EventRecords;
import dev.sluice.model.event.Acceptance;
import dev.sluice.model.event.FeedRecord;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A tenure's claim: how it comes to be in force, and what ends it. It is in force from the moment at which it has been read
 * back with no other after it; it yields to any other after it, and claims again after a random while. Nothing is mended
 * under a claim: when what was sent under it may be lost, only another one can say what counts.
 *
 * <p>Confined to the shard's thread.
 */
final class TenureClaim {
    private static final Logger LOG = Logger.getLogger(TenureClaim.class);
    private static final long RETRY_NANOS = Duration.ofMillis(500).toNanos();
    private static final long MAX_RETRY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long MEMBERSHIP_PAUSE_NANOS = RETRY_NANOS / 5;
    private static final long MIN_YIELD_MS = 500;
    private static final long MAX_YIELD_MS = 1500;
    /** A commit older than this does not show that this relay has not been fenced since. */
    private static final long PROOF_NANOS = Duration.ofSeconds(4).toNanos();

    private final FeedTenure tenure;
    private final TopicPartition partition;
    private final TenureContext context;
    private final ShardThread shard;

    private TenurePhase phase = new TenurePhase.Closed(System.nanoTime());
    private int round;
    private long yieldedAt = Long.MIN_VALUE;
    private long retryNanos = RETRY_NANOS;

    TenureClaim(FeedTenure tenure, TopicPartition partition, TenureContext context, ShardThread shard) {
        this.tenure = tenure;
        this.partition = partition;
        this.context = context;
        this.shard = shard;
    }

    TenurePhase phase() {
        return phase;
    }

    /** The claim in force, {@link Acceptance#NO_EPOCH} when it is not ours. */
    long epoch() {
        return phase instanceof TenurePhase.Owner(long epoch) ? epoch : Acceptance.NO_EPOCH;
    }

    /** Returns whether it was sent under the claim in force. */
    boolean covers(FeedRecord record) {
        return phase instanceof TenurePhase.Owner(long epoch) && record.epoch() == epoch;
    }

    /** Sends a claim, or waits until one may be sent. The log is read by now. */
    void begin() {
        if (!shard.mayClaim()) {
            phase = new TenurePhase.BackOff(System.nanoTime() + MEMBERSHIP_PAUSE_NANOS);
            return;
        }
        if (!shard.stateWriter().isProvenSince(Math.max(yieldedAt, System.nanoTime() - PROOF_NANOS))) {
            prove();
            return;
        }
        int mine = ++round;
        phase = new TenurePhase.ClaimPending(mine, -1);
        context.meters().onClaim();
        context.sender()
                .send(
                        EventRecords.claimToSend(partition.topic(), partition.partition(), context.owner()),
                        (offset, _, failure) -> shard.execute(() -> onSent(mine, offset, failure)));
    }

    /**
     * Claims only after a commit that shows that no other relay has fenced this one: after a foreign claim, or a time in
     * which this process may have been frozen, the group's word alone may be old.
     */
    private void prove() {
        phase = new TenurePhase.BackOff(Long.MAX_VALUE);
        var unused = tenure.checkpoints()
                .write(tenure.log().acceptance().epoch())
                .thenRun(() -> shard.execute(() -> {
                    if (phase instanceof TenurePhase.BackOff) {
                        phase = new TenurePhase.BackOff(System.nanoTime());
                    }
                }));
    }

    private void onSent(int ofRound, long offset, @Nullable Exception failure) {
        if (!(phase instanceof TenurePhase.ClaimPending(int current, long _)) || current != ofRound) {
            return;
        }
        if (failure != null) {
            LOG.warnf(
                    "a claim could not be written: kafkaTopic=%s partition=%d reason=%s",
                    partition.topic(), partition.partition(), failure);
            phase = new TenurePhase.BackOff(System.nanoTime() + backOff());
            return;
        }
        phase = new TenurePhase.ClaimPending(ofRound, offset);
        judge(offset);
    }

    /** A claim has been read back, of this relay or another; the newest so far. */
    void onRead(long offset) {
        switch (phase) {
            case TenurePhase.Owner(long epoch) -> {
                if (offset != epoch) {
                    yieldToOther();
                }
            }
            case TenurePhase.ClaimPending(int _, long mine) -> {
                if (mine >= 0) {
                    judge(mine);
                }
            }
            case TenurePhase.BackOff _, TenurePhase.Closed _ -> {}
        }
    }

    /** Whether the claim that was read back last is this one, or a later one of another relay. */
    private void judge(long mine) {
        long last = tenure.log().lastClaim();
        if (last == mine) {
            own(mine);
        } else if (last > mine) {
            yieldToOther();
        }
    }

    private void own(long epoch) {
        phase = new TenurePhase.Owner(epoch);
        retryNanos = RETRY_NANOS;
        LOG.infof("feed taken: kafkaTopic=%s partition=%d epoch=%d", partition.topic(), partition.partition(), epoch);
        tenure.onOwned();
    }

    private void yieldToOther() {
        tenure.stopPulling();
        yieldedAt = System.nanoTime();
        long wait = ThreadLocalRandom.current().nextLong(MIN_YIELD_MS, MAX_YIELD_MS);
        phase = new TenurePhase.BackOff(
                System.nanoTime() + Duration.ofMillis(wait).toNanos());
        LOG.infof(
                "feed claimed by another: kafkaTopic=%s partition=%d epoch=%d",
                partition.topic(), partition.partition(), tenure.log().lastClaim());
    }

    /** What was sent under this claim may be lost: from here on only another claim can say what counts. */
    void again(String reason) {
        LOG.warnf(
                "claiming again: kafkaTopic=%s partition=%d reason=%s",
                partition.topic(), partition.partition(), reason);
        tenure.stopPulling();
        phase = new TenurePhase.BackOff(System.nanoTime() + backOff());
    }

    /** The log could not be opened; to be tried again after a while, longer each time. */
    void postpone() {
        phase = new TenurePhase.Closed(System.nanoTime() + backOff());
    }

    /** The log is not read any more; to be opened at this time (nanoseconds). */
    void closeUntil(long openAt) {
        phase = new TenurePhase.Closed(openAt);
    }

    private long backOff() {
        long wait = retryNanos;
        retryNanos = Math.min(MAX_RETRY_NANOS, retryNanos * 2);
        return ThreadLocalRandom.current().nextLong(wait / 2, wait);
    }
}
