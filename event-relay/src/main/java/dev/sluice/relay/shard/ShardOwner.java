package dev.sluice.relay.shard;

import dev.sluice.kafka.LogReader;
import dev.sluice.model.channel.Channel;
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
import dev.sluice.relay.feed.TenureParts;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One shard in this relay's hands, and the one thread on which everything about it happens: demand, tenures, what the pulls
 * find, what is read back. Taking it fences the owner before; losing it ends all tenures at once.
 */
final class ShardOwner implements ShardThread {
    private static final Logger LOG = Logger.getLogger(ShardOwner.class);
    private static final long TICK_NANOS = Duration.ofMillis(100).toNanos();
    private static final int TASKS_AT_ONCE = 64;
    private static final long TIDY_NANOS = Duration.ofSeconds(20).toNanos();
    private static final long SWEEP_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long DEMAND_KNOWN_NANOS = Duration.ofSeconds(15).toNanos();
    private static final Duration MEMBERSHIP_PAUSE = Duration.ofMillis(100);
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(10).toNanos();
    private static final long FAULT_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration READ_POLL = Duration.ofMillis(200);
    private static final Duration RELEASE_BOUND = Duration.ofMillis(2500);

    private final int shard;
    private final ShardSettings settings;
    private final TenureParts parts;
    private final ApiDirectory directory;
    private final BooleanSupplier mayClaim;
    private final ShardDemand demand;
    private final ShardWishes wishes;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Map<Feed, FeedTenure> tenures = new HashMap<>();
    private final Set<String> wanted = new HashSet<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Runnable onApis = () -> execute(this::onApisChanged);
    private final Thread thread;

    private RelayStates restored = new RelayStates();
    private @Nullable StateWriter stateWriter;
    private long takenAt;
    private long tickedAt;
    private long sweptAt;
    private long tidiedAt = System.nanoTime();
    private boolean stateLost;
    private volatile boolean releasing;
    private volatile boolean abandoned;

    /** @param mayClaim whether the group gives this shard to this relay, as of a moment ago */
    ShardOwner(
            int shard,
            ShardSettings settings,
            TenureParts parts,
            ApiDirectory directory,
            GatewayLife life,
            BooleanSupplier mayClaim) {
        this.shard = shard;
        this.settings = settings;
        this.parts = parts;
        this.directory = directory;
        this.mayClaim = mayClaim;
        this.demand = new ShardDemand(life);
        this.wishes = new ShardWishes(shard, parts.topics().shards(), directory, demand);
        this.thread = Thread.ofPlatform().daemon().name("shard-" + shard).unstarted(this::run);
    }

    void start() {
        directory.listen(onApis);
        thread.start();
    }

    /** A record of the demand topic. Any thread. */
    void onDemand(ConsumerRecord<String, byte[]> row) {
        execute(() -> {
            try {
                DemandRecord record = row.value() == null ? null : Wire.readDemand(row.value());
                demand.onRecord(row.key(), record, System.nanoTime());
                evaluate(DemandRecord.channelOf(row.key()));
            } catch (UnreadableRecordException broken) {
                LOG.warnf("a demand is passed over: offset=%d reason=%s", row.offset(), broken.getMessage());
            }
        });
    }

    /** Hands the shard over: stops the pulls, writes what they have found, checkpoints. Bounded. */
    CompletableFuture<Void> release() {
        execute(() -> releasing = true);
        return ended;
    }

    /** The shard is somebody else's: nothing is written any more. */
    void abandon() {
        abandoned = true;
        execute(() -> {});
    }

    private void run() {
        try {
            while (!abandoned && !releasing) {
                holdOnce();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            directory.forget(onApis);
            closeAll();
            ended.complete(null);
        }
    }

    /** From taking the shard to losing it. A fault in here, which nobody has foreseen, must not leave it without an owner. */
    private void holdOnce() throws InterruptedException {
        try {
            take();
            work();
            leave();
        } catch (RuntimeException fault) {
            LOG.errorf(fault, "a fault in a shard, it is taken anew: shard=%d", shard);
            closeAll();
            LockSupport.parkNanos(FAULT_PAUSE_NANOS);
        }
    }

    // Taking
    // -----------------------------------------------------------------------------------------------------------

    private void take() throws InterruptedException {
        while (!abandoned && !releasing) {
            if (!mayClaim.getAsBoolean()) {
                // Taking it fences whoever has it: only the group may say that this is to be.
                runTasksFor(MEMBERSHIP_PAUSE);
                continue;
            }
            try {
                stateWriter = new StateWriter(settings.kafka(), settings.transactionalId(shard));
                restored = restore();
                takenAt = System.nanoTime();
                stateLost = false;
                LOG.infof(
                        "shard taken: shard=%d feeds=%d",
                        shard, restored.feeds().size());
                onApisChanged();
                return;
            } catch (KafkaException away) {
                LOG.warnf("the shard cannot be taken yet: shard=%d reason=%s", shard, away);
                closeAll();
                runTasksFor(Duration.ofMillis(ThreadLocalRandom.current().nextLong(500, 1500)));
            }
        }
    }

    private RelayStates restore() {
        RelayStates states = new RelayStates();
        TopicPartition partition =
                new TopicPartition(parts.topics().relayState().name(), shard);
        try (LogReader reader = new LogReader(settings.kafka(), List.of(partition))) {
            reader.readToPresentEnd(READ_POLL, row -> {
                Optional<Feed> feed = Feed.ofStateKey(row.key());
                byte @Nullable [] value = row.value();
                if (feed.isPresent()) {
                    states.onFeed(feed.get(), value == null ? null : Wire.readFeedState(value));
                } else {
                    states.onChannel(row.key(), value == null ? null : Wire.readChannelState(value));
                }
            });
        }
        return states;
    }

    // Working
    // ----------------------------------------------------------------------------------------------------------

    private void work() throws InterruptedException {
        while (!abandoned && !releasing && !stateLost) {
            runTasksThatWait();
            long now = System.nanoTime();
            if (now - tickedAt >= TICK_NANOS) {
                tickedAt = now;
                tenures.values().forEach(FeedTenure::tick);
                sweep(now);
            }
        }
    }

    /** Waits for a task until the next tick, and runs it and some behind it: to look at the clock costs as much as one. */
    private void runTasksThatWait() throws InterruptedException {
        Runnable task = tasks.poll(TICK_NANOS, TimeUnit.NANOSECONDS);
        for (int run = 1; task != null; run++) {
            task.run();
            task = run < TASKS_AT_ONCE ? tasks.poll() : null;
        }
    }

    private void sweep(long now) throws InterruptedException {
        if (now - sweptAt > SWEEP_NANOS) {
            sweptAt = now;
            evaluateAll();
            demand.longDead(now).forEach(this::tombstone);
        }
        if (now - tidiedAt > TIDY_NANOS) {
            tidiedAt = now;
            tidy();
        }
    }

    private void tombstone(String demandKey) {
        parts.sweepDemand(shard, demandKey);
    }

    private void onApisChanged() {
        directory.pinned().stream().map(Channel::key).forEach(this::evaluate);
        evaluateAll();
        tenures.values().forEach(tenure -> tenure.withdraw(directory::isDeployed));
        wanted.removeIf(key -> Channel.ofKey(key).filter(directory::isDeployed).isEmpty());
    }

    private void evaluateAll() {
        Set<String> all = new LinkedHashSet<>(demand.channels());
        all.addAll(wanted);
        all.forEach(this::evaluate);
    }

    /** Has a channel pulled, or pulled no more, as it is wanted now. */
    private void evaluate(String key) {
        if (stateWriter == null) {
            return;
        }
        wishes.of(key).ifPresent(wish -> {
            Feed feed = wish.feed();
            if (wish.pull() != null) {
                wanted.add(key);
                tenures.computeIfAbsent(feed, _ -> new FeedTenure(feed, wish.eventPartitions(), parts, this))
                        .want(key, wish.pull());
            } else if (wanted.remove(key)) {
                FeedTenure tenure = tenures.get(feed);
                if (tenure != null) {
                    tenure.want(key, null);
                }
            }
        });
    }

    /** Puts in order what nobody has in hand. */
    private void tidy() throws InterruptedException {
        if (demandIsKnown()) {
            tenures.entrySet()
                    .removeIf(entry -> entry.getValue().isAtRest()
                            && !directory.isDeployedAnywhere(entry.getKey().apiId()));
            new ShardTidying(this, parts, directory, wishes::feedOf).tidy(tenures.keySet());
        }
    }

    // Leaving
    // ----------------------------------------------------------------------------------------------------------

    private void leave() throws InterruptedException {
        if (releasing && !abandoned && !stateLost) {
            handOver();
        }
        closeAll();
        if (stateLost && !abandoned && !releasing) {
            runTasksFor(Duration.ofMillis(ThreadLocalRandom.current().nextLong(500, 1500)));
        }
    }

    private void handOver() throws InterruptedException {
        long deadline = System.nanoTime() + RELEASE_BOUND.toNanos();
        tenures.values().forEach(FeedTenure::stopPulling);
        parts.sender().flushWithin(RELEASE_BOUND.dividedBy(2));
        runTasksUntil(() -> tenures.values().stream().allMatch(FeedTenure::isSettled), deadline);
        CompletableFuture<?>[] written = tenures.values().stream()
                .map(tenure -> tenure.handOver().toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(written);
        runTasksUntil(all::isDone, deadline);
        report(all);
    }

    private void runTasksUntil(BooleanSupplier isDone, long deadline) throws InterruptedException {
        while (!isDone.getAsBoolean() && deadline - System.nanoTime() > 0) {
            Runnable task = tasks.poll(LOOK_AGAIN_NANOS, TimeUnit.NANOSECONDS);
            if (task != null) {
                task.run();
            }
        }
    }

    private void report(CompletableFuture<Void> written) throws InterruptedException {
        try {
            written.get(0, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException late) {
            LOG.warnf("the last checkpoint was not written: shard=%d reason=%s", shard, late);
        }
    }

    private void closeAll() {
        tenures.values().forEach(FeedTenure::close);
        tenures.clear();
        wanted.clear();
        StateWriter writer = stateWriter;
        stateWriter = null;
        if (writer != null) {
            writer.close();
        }
    }

    private void runTasksFor(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !abandoned && !releasing; left = until - System.nanoTime()) {
            Runnable task = tasks.poll(left, TimeUnit.NANOSECONDS);
            if (task != null) {
                task.run();
            }
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
        return !abandoned && !releasing && mayClaim.getAsBoolean();
    }

    @Override
    public StateWriter stateWriter() {
        StateWriter writer = stateWriter;
        if (writer == null) {
            throw new IllegalStateException("shard " + shard + " is not taken");
        }
        return writer;
    }

    @Override
    public RelayStates restored() {
        return restored;
    }

    @Override
    public boolean demandIsKnown() {
        return System.nanoTime() - takenAt > DEMAND_KNOWN_NANOS;
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
        wanted.remove(channel);
        evaluate(channel);
    }
}
