package dev.sluice.relay.shard;

import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.channel.Feed;
import dev.sluice.model.node.DemandRecord;
import dev.sluice.model.relay.RelayStates;
import dev.sluice.model.wire.UnreadableRecordException;
import dev.sluice.model.wire.Wire;
import dev.sluice.relay.control.ApiDirectory;
import dev.sluice.relay.demand.GatewayLife;
import dev.sluice.relay.demand.ShardDemand;
import dev.sluice.relay.feed.FeedTenure;
import dev.sluice.relay.feed.ShardThread;
import dev.sluice.relay.feed.StateWriter;
import dev.sluice.relay.feed.TenureContext;
import dev.sluice.service.thread.ServiceThread;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One shard in this relay's hands, and the one thread on which everything about it happens: demand, tenures, what the pulls
 * find, what is read back. Losing it ends all tenures at once.
 *
 * <p>The group's thread starts it, brings demands and ends it; event loops, producers, the reader and the state's
 * writer bring what they have through {@link #execute}. They all add a task and return at once; what is in the fields
 * is touched by the shard's thread only, but for {@code abandoned}, which stops what is written also before its task's
 * turn comes.
 */
final class ShardOwner implements ShardThread {
    private static final Logger LOG = Logger.getLogger(ShardOwner.class);
    private static final Duration TICK = Duration.ofMillis(100);
    /** Of a shard that has no feed in hand. */
    private static final Duration IDLE_TICK = Duration.ofSeconds(1);

    private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long FAULT_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final int shard;
    private final TenureContext context;
    private final UnreadableRecords unreadable;
    private final ApiDirectory directory;
    private final BooleanSupplier mayClaim;
    private final ShardDemand demand;
    private final ShardTasks tasks;
    private final ShardAcquisition acquisition;
    private final ShardFeeds feeds;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Runnable onApis = () -> execute(this::onApisChanged);
    private final ServiceThread thread;

    private @Nullable ShardHold hold;
    private long tickedAt;
    private long sweptAt;
    private long cleanedUpAt = System.nanoTime();
    private boolean stateLost;
    private boolean releasing;
    private volatile boolean abandoned;

    /** @param mayClaim whether the group gives this shard to this relay, as of a moment ago */
    ShardOwner(
            int shard,
            ShardSettings settings,
            TenureContext context,
            ApiDirectory directory,
            GatewayLife life,
            BooleanSupplier mayClaim) {
        this.shard = shard;
        this.context = context;
        this.unreadable = settings.unreadable();
        this.directory = directory;
        this.mayClaim = mayClaim;
        this.demand = new ShardDemand(life);
        this.thread = settings.threads().thread("shard-" + shard, this::run);
        this.tasks = new ShardTasks(thread::onTurn);
        this.feeds = new ShardFeeds(this, context, directory, demand);
        this.acquisition = new ShardAcquisition(this, settings, context.topics(), tasks, this::isEnding);
    }

    void start() {
        directory.listen(onApis);
        thread.start();
    }

    /** A record of the demand topic. Any thread. */
    void onDemand(ConsumerRecord<String, byte[]> row) {
        execute(() -> {
            try {
                demand.onRecord(row.key(), Wire.readDemand(row.key(), row.value()), System.nanoTime());
            } catch (UnreadableRecordException broken) { // what this gateway has asked before still counts
                LOG.warnf("a demand is passed over: shard=%d offset=%d reason=%s", shard, row.offset(), broken);
                unreadable.onRecord(row);
                return;
            }
            if (hold != null) {
                String channel = DemandRecord.channelOf(row.key());
                feeds.evaluate(channel);
                if (row.value() == null && row.headers().lastHeader(DemandRecord.LINGER) != null) {
                    feeds.leaveAtOnce(channel);
                }
            }
        });
    }

    /** Hands the shard over: stops the pulls, writes what they have found, checkpoints. Bounded. */
    CompletableFuture<Void> release() {
        thread.end();
        execute(() -> releasing = true);
        return ended;
    }

    /** The shard is another owner's: nothing is written any more. */
    void abandon() {
        thread.end();
        abandoned = true;
        execute(() -> {});
    }

    private void run(ServiceThread self) throws InterruptedException {
        try {
            while (!isEnding()) {
                holdOnce();
            }
        } finally {
            directory.forget(onApis);
            closeAll();
            ended.complete(null);
        }
    }

    /** From taking the shard to losing it. A fault in here that is not foreseen must not leave it without an owner. */
    private void holdOnce() throws InterruptedException {
        try {
            ShardHold taken = acquisition.take().orElse(null);
            if (taken != null) {
                hold = taken;
                stateLost = false;
                feeds.onApisChanged();
                work();
                leave();
            }
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "a fault in a shard, it is taken anew: shard=%d", shard);
            context.meters().onFault();
            closeAll();
            LockSupport.parkNanos(FAULT_PAUSE_NANOS);
        }
    }

    private boolean isEnding() {
        return abandoned || releasing;
    }

    // Working
    // ----------------------------------------------------------------------------------------------------------

    private void work() throws InterruptedException {
        while (!isEnding() && !stateLost) {
            tasks.runSome(feeds.tenures().isEmpty() ? IDLE_TICK : TICK);
            long now = System.nanoTime();
            if (now - tickedAt >= TICK.toNanos()) {
                tickedAt = now;
                feeds.tenures().forEach(FeedTenure::tick);
                sweep(now);
            }
        }
    }

    private void sweep(long now) throws InterruptedException {
        if (now - sweptAt > SWEEP_NANOS) {
            sweptAt = now;
            feeds.evaluateAll();
            demand.longDead(now).forEach(key -> context.sweepDemand(shard, key));
        }
        if (now - cleanedUpAt > context.times().cleanup().toNanos()) {
            cleanedUpAt = now;
            feeds.cleanUp();
        }
    }

    private void onApisChanged() {
        if (hold != null) {
            feeds.onApisChanged();
        }
    }

    // Leaving
    // ----------------------------------------------------------------------------------------------------------

    private void leave() throws InterruptedException {
        if (releasing && !abandoned && !stateLost) {
            new ShardHandOver(shard, context.sender(), tasks).run(feeds.tenures());
        }
        closeAll();
        if (stateLost) {
            acquisition.pauseBeforeRetry();
        }
    }

    private void closeAll() {
        feeds.closeAll();
        ShardHold left = hold;
        hold = null;
        if (left != null) {
            left.close();
        }
    }

    // ShardThread
    // ------------------------------------------------------------------------------------------------------

    @Override
    public int shard() {
        return shard;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public boolean mayClaim() {
        return !isEnding() && mayClaim.getAsBoolean();
    }

    @Override
    public StateWriter stateWriter() {
        return held().writer();
    }

    @Override
    public RelayStates restored() {
        return held().states();
    }

    @Override
    public boolean demandIsKnown() {
        return System.nanoTime() - held().takenAt()
                > context.times().untilDemandIsKnown().toNanos();
    }

    private ShardHold held() {
        ShardHold present = hold;
        if (present == null) {
            throw new IllegalStateException("shard " + shard + " is not taken");
        }
        return present;
    }

    @Override
    public void onStateLost(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.warnf("a checkpoint could not be written, the shard is taken anew: shard=%d reason=%s", shard, cause);
        stateLost = true;
    }

    @Override
    public void onForgotten(Feed feed, String channel) {
        feeds.onForgotten(channel);
    }
}
