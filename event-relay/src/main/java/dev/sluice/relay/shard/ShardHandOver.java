package dev.sluice.relay.shard;

import dev.sluice.relay.feed.EventSender;
import dev.sluice.relay.feed.FeedTenure;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The orderly end of a shard's tenures: the pulls stop, what they have found is written and read back, and the last checkpoint
 * says so. Takes at most {@link #BOUND}; the next owner finds in the log what was not done by then. Belongs to the shard's
 * thread, which runs its tasks meanwhile, except while it waits for what was sent to be answered.
 */
final class ShardHandOver {
    private static final Logger LOG = Logger.getLogger(ShardHandOver.class);
    private static final Duration BOUND = Duration.ofMillis(2500);

    private final int shard;
    private final EventSender sender;
    private final ShardTasks tasks;

    ShardHandOver(int shard, EventSender sender, ShardTasks tasks) {
        this.shard = shard;
        this.sender = sender;
        this.tasks = tasks;
    }

    /** @param tenures all of the shard's; to be closed afterwards */
    void run(Collection<FeedTenure> tenures) throws InterruptedException {
        long deadline = System.nanoTime() + BOUND.toNanos();
        tenures.forEach(FeedTenure::stopPulling);
        sender.flushWithin(BOUND.dividedBy(2));
        tasks.runUntil(() -> tenures.stream().allMatch(FeedTenure::isSettled), deadline);
        CompletableFuture<?>[] written = tenures.stream()
                .map(tenure -> tenure.handOver().toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(written);
        tasks.runUntil(all::isDone, deadline);
        report(all);
    }

    private void report(CompletableFuture<Void> written) throws InterruptedException {
        try {
            written.get(0, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.warnf("the last checkpoint was not written: shard=%d reason=%s", shard, late);
        }
    }
}
