package dev.sluice.gateway.control;

import dev.sluice.model.node.NodeRecord;
import dev.sluice.service.thread.ServiceThread;
import dev.sluice.service.thread.ServiceThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells the control plane what this gateway is and has put into force: every 5 s, and at once, though not oftener than every
 * 100 ms, when that changes. One report is under way at a time; one that does not arrive is followed by a newer one.
 *
 * <p>Its own thread waits for Kafka; every other method returns at once, but {@link #drain}, which waits a second at most.
 */
public final class NodeAnnouncer implements ControlListener, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(NodeAnnouncer.class);
    private static final long BEAT_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long MIN_PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final long MAX_ACK_SECONDS = 10;
    private static final long MAX_DRAIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final NodeIdentity identity;
    private final ControlPlane controlPlane;
    private final DataPlaneState dataPlane;
    private final Function<NodeRecord, CompletionStage<Void>> sender;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    /** Guarded by the lock. */
    private boolean hasMoved;

    private final ServiceThread thread;
    private volatile boolean draining;
    private volatile @Nullable NodeRecord arrived;
    private long sentAt = System.nanoTime() - BEAT_NANOS;

    /** @param sender done when the record is in Kafka, or failed */
    NodeAnnouncer(
            NodeIdentity identity,
            ControlPlane controlPlane,
            DataPlaneState dataPlane,
            Function<NodeRecord, CompletionStage<Void>> sender,
            ServiceThreads threads) {
        this.identity = identity;
        this.controlPlane = controlPlane;
        this.dataPlane = dataPlane;
        this.sender = sender;
        this.thread = threads.thread("announce-node", this::run);
    }

    void start() {
        controlPlane.listen(this);
        thread.start();
    }

    @Override
    public void onApisChanged() {
        wake();
    }

    @Override
    public void onAccessChanged() {
        wake();
    }

    /** Whether this node is leaving: nobody is to be sent here any more. */
    public boolean isDraining() {
        return draining;
    }

    /** From now on this node is leaving; returns when that is in Kafka, or after a second. */
    void drain() throws InterruptedException {
        draining = true;
        wake();
        long deadline = System.nanoTime() + MAX_DRAIN_NANOS;
        lock.lock();
        try {
            while (thread.isRunning() && !hasArrived(NodeRecord.State.DRAINING)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                moved.await(left, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean hasArrived(NodeRecord.State state) {
        NodeRecord last = arrived;
        return last != null && last.state() == state;
    }

    private void run(ServiceThread self) throws InterruptedException {
        while (self.isRunning()) {
            self.onTurn();
            NodeRecord now = current();
            long due = sentAt + (isNews(now) ? MIN_PAUSE_NANOS : BEAT_NANOS);
            long left = due - System.nanoTime();
            if (left <= 0) {
                announce(now);
            } else {
                // Until it serves it looks for itself: not every step on the way there is told.
                pause(now.state() == NodeRecord.State.STARTING ? Math.min(left, MIN_PAUSE_NANOS) : left);
            }
        }
    }

    private NodeRecord current() {
        AppliedVersion apis = controlPlane.appliedApis();
        AppliedVersion access = controlPlane.appliedAccess();
        List<NodeRecord.Failure> failures = new ArrayList<>(apis.failures());
        failures.addAll(access.failures());
        return new NodeRecord(
                NodeRecord.SCHEMA,
                NodeRecord.Kind.GATEWAY,
                identity.incarnation(),
                identity.environment(),
                state(),
                apis.version(),
                access.version(),
                failures,
                dataPlane.connections(),
                dataPlane.address().orElse(null));
    }

    private NodeRecord.State state() {
        if (draining) {
            return NodeRecord.State.DRAINING;
        }
        return controlPlane.isCaughtUp() && dataPlane.isBound() ? NodeRecord.State.SERVING : NodeRecord.State.STARTING;
    }

    /** Everything but the number of connections, which waits for the next beat. */
    private boolean isNews(NodeRecord now) {
        NodeRecord last = arrived;
        return last == null
                || Stream.<Function<NodeRecord, @Nullable Object>>of(
                                NodeRecord::state,
                                NodeRecord::apisVersion,
                                NodeRecord::accessVersion,
                                NodeRecord::failures,
                                NodeRecord::address)
                        .anyMatch(part -> !Objects.equals(part.apply(now), part.apply(last)));
    }

    private void announce(NodeRecord now) throws InterruptedException {
        sentAt = System.nanoTime();
        try {
            sender.apply(now).toCompletableFuture().get(MAX_ACK_SECONDS, TimeUnit.SECONDS);
            arrived = now;
            wake();
        } catch (ExecutionException | TimeoutException failed) {
            arrived = null;
            LOG.warnf("Kafka has not taken this node's report: reason=%s", failed);
        }
    }

    private void pause(long nanos) throws InterruptedException {
        lock.lock();
        try {
            for (long left = nanos; left > 0 && !hasMoved; ) {
                left = moved.awaitNanos(left);
            }
            hasMoved = false;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            hasMoved = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        thread.end();
        thread.interrupt();
    }
}
