package dev.sluice.kafka;

import dev.sluice.model.node.NodeRecord;
import dev.sluice.service.thread.ServiceThread;
import dev.sluice.service.thread.ServiceThreads;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reports what a node is and has put into force: every 5 s or less, and at once, though not oftener than every 100 ms, when that
 * changes. One report is under way at a time; one that does not arrive is followed by a newer one.
 *
 * <p>Its own thread waits for Kafka; every other method returns at once, but {@link #awaitArrived}.
 */
public final class NodeBeat implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(NodeBeat.class);
    private static final Duration MIN_BEAT = Duration.ofMillis(500);
    /** A third of the time after which readers take a node for dead. */
    private static final Duration MAX_BEAT = Duration.ofSeconds(5);

    private static final long MIN_PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    /** After a report that has not arrived. */
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long MAX_ACK_SECONDS = 10;

    private final long beatNanos;
    private final Supplier<NodeRecord> report;
    private final Function<NodeRecord, CompletionStage<Void>> sender;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    /** Guarded by the lock. */
    private boolean hasMoved;

    private final ServiceThread thread;
    private volatile @Nullable NodeRecord arrived;
    private boolean hasFailed;
    private long sentAt;

    /**
     * @param beat 500 ms to 5 s
     * @param report what the node is now; asked on the beat's thread
     * @param sender done when the record is in Kafka, or failed
     */
    public NodeBeat(
            Duration beat,
            Supplier<NodeRecord> report,
            Function<NodeRecord, CompletionStage<Void>> sender,
            ServiceThreads threads) {
        if (beat.compareTo(MIN_BEAT) < 0 || beat.compareTo(MAX_BEAT) > 0) {
            throw new IllegalArgumentException("sluice.node.beat must be 500ms to 5s, is " + beat.toMillis() + " ms");
        }
        this.beatNanos = beat.toNanos();
        this.sentAt = System.nanoTime() - beatNanos;
        this.report = report;
        this.sender = sender;
        this.thread = threads.thread("node-beat", this::run);
    }

    public void start() {
        thread.start();
    }

    /** What there is to report may have changed. */
    public void onChange() {
        lock.lock();
        try {
            hasMoved = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a report of this state is in Kafka, but no longer than this. */
    public void awaitArrived(NodeRecord.State state, Duration bound) throws InterruptedException {
        long deadline = System.nanoTime() + bound.toNanos();
        lock.lock();
        try {
            while (thread.isRunning() && !hasArrived(state)) {
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

    @Override
    public void close() {
        thread.end();
        thread.interrupt();
    }

    private boolean hasArrived(NodeRecord.State state) {
        NodeRecord last = arrived;
        return last != null && last.state() == state;
    }

    private void run(ServiceThread self) throws InterruptedException {
        while (self.isRunning()) {
            self.onTurn();
            NodeRecord now = report.get();
            long due = sentAt + pauseBefore(now);
            long left = due - System.nanoTime();
            if (left <= 0) {
                send(now);
            } else {
                // Until it serves it looks for itself: not every step on the way there is told.
                pause(now.state() == NodeRecord.State.STARTING ? Math.min(left, MIN_PAUSE_NANOS) : left);
            }
        }
    }

    private long pauseBefore(NodeRecord now) {
        if (hasFailed) {
            return RETRY_NANOS;
        }
        return isNews(now) ? MIN_PAUSE_NANOS : beatNanos;
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

    private void send(NodeRecord now) throws InterruptedException {
        sentAt = System.nanoTime();
        try {
            sender.apply(now).toCompletableFuture().get(MAX_ACK_SECONDS, TimeUnit.SECONDS);
            arrived = now;
            hasFailed = false;
            onChange();
        } catch (ExecutionException | TimeoutException failed) {
            arrived = null;
            hasFailed = true;
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
}
