package dev.sluice.publisher.delivery.propagation;

import dev.sluice.model.node.NodeRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The nodes as they have told about themselves. Any thread.
 *
 * <p>Alive = renewed within 15 s by this reader's own clock. What was read as history has not been renewed before our eyes,
 * and after an outage of the reader nothing has been: for 15 s such a node is <em>possibly</em> alive. It does not count as
 * live, but no answer says that everybody has a record while it has not reported it. One that drains admits no client any more:
 * it is neither.
 */
final class Nodes {
    private static final long ALIVE_NANOS = Duration.ofSeconds(15).toNanos();
    private static final long OUTAGE_NANOS = Duration.ofSeconds(5).toNanos();
    /** Without a record for so long a node's record is no use to anybody: pods have new names. */
    private static final Duration SILENCE = Duration.ofDays(1);
    /** So long it has to have been silent before our eyes, too: a record's time is of another machine's clock. */
    private static final long OBSERVATION_NANOS = Duration.ofMinutes(10).toNanos();

    private final LongSupplier nanoClock;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Node> nodes = new HashMap<>();
    private boolean reading;
    private long readableAt;
    private long readableSince;
    private long graceUntil;

    /**
     * @param nanoClock monotonic, such as {@link System#nanoTime}
     * @param clock of the same kind as that of records' times
     */
    Nodes(LongSupplier nanoClock, InstantSource clock) {
        this.nanoClock = nanoClock;
        this.clock = clock;
    }

    /** @param writtenAt the time that Kafka has of the record */
    void onRecord(String key, NodeRecord record, Instant writtenAt) {
        lock.lock();
        try {
            nodes.put(key, new Node(record, isUpToDate() ? nanoClock.getAsLong() : lastRenewal(key), writtenAt));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A record that cannot be read: the node lives, and what it told before is what is known of it. So no answer says that it
     * has what it may not have.
     */
    void onUnreadable(String key, Instant writtenAt) {
        lock.lock();
        try {
            Node known = nodes.get(key);
            if (known != null) {
                nodes.put(
                        key,
                        new Node(known.record(), isUpToDate() ? nanoClock.getAsLong() : known.renewedAt(), writtenAt));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether what comes is written now. After an outage of the reader it may have been written long ago. */
    private boolean isUpToDate() {
        return reading && nanoClock.getAsLong() - readableAt <= OUTAGE_NANOS;
    }

    /** History says what a node was, not that it is. */
    private long lastRenewal(String key) {
        Node known = nodes.get(key);
        return known == null ? nanoClock.getAsLong() - ALIVE_NANOS : known.renewedAt();
    }

    /** The reader begins at the beginning: what comes is history until it has caught up. */
    void onHistory() {
        lock.lock();
        try {
            reading = false;
        } finally {
            lock.unlock();
        }
    }

    void onTombstone(String key) {
        lock.lock();
        try {
            nodes.remove(key);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The tombstone of a node that had been silent for a day: one that has come back just before it stays. */
    void onSilence(String key) {
        lock.lock();
        try {
            Node known = nodes.get(key);
            if (known != null && !isLive(known)) {
                nodes.remove(key);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The keys of nodes that have written nothing for a day, and nothing in ten minutes of undisturbed reading. A clock that
     * is wrong, there or here, makes no living node one of them.
     */
    List<String> silent() {
        lock.lock();
        try {
            long now = nanoClock.getAsLong();
            if (!isUpToDate() || now - readableSince < OBSERVATION_NANOS) {
                return List.of();
            }
            Instant latest = clock.instant().minus(SILENCE);
            return nodes.entrySet().stream()
                    .filter(node -> now - node.getValue().renewedAt() >= OBSERVATION_NANOS)
                    .filter(node -> node.getValue().writtenAt().isBefore(latest))
                    .map(Map.Entry::getKey)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** The reader has just read to the end of the log. */
    void onCaughtUp() {
        lock.lock();
        try {
            long now = nanoClock.getAsLong();
            if (!isUpToDate()) {
                graceUntil = now + ALIVE_NANOS;
                readableSince = now;
            }
            reading = true;
            readableAt = now;
        } finally {
            lock.unlock();
        }
    }

    /** Gateways that are alive. */
    List<NodeRecord> liveGateways() {
        lock.lock();
        try {
            return gateways(this::isLive);
        } finally {
            lock.unlock();
        }
    }

    /** All whose record is there, by name. */
    List<NodeStatus> all() {
        lock.lock();
        try {
            return nodes.entrySet().stream()
                    .map(node -> status(node.getKey(), node.getValue()))
                    .sorted(Comparator.comparing(NodeStatus::nodeId))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private NodeStatus status(String key, Node node) {
        NodeStatus.Liveness liveness = isLive(node)
                ? NodeStatus.Liveness.ALIVE
                : mayBeAlive(node) ? NodeStatus.Liveness.UNKNOWN : NodeStatus.Liveness.SILENT;
        return new NodeStatus(key.substring(key.indexOf('/') + 1), node.record(), node.writtenAt(), liveness);
    }

    /** Waits until every gateway that is or may be alive passes, at most to this time of the clock. */
    boolean awaitAll(Predicate<NodeRecord> hasReported, long deadlineNanos) throws InterruptedException {
        lock.lock();
        try {
            while (!gateways(this::mayBeAlive).stream().allMatch(hasReported)) {
                long left = deadlineNanos - nanoClock.getAsLong();
                if (left <= 0) {
                    return false;
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private List<NodeRecord> gateways(Predicate<Node> which) {
        List<NodeRecord> found = new ArrayList<>();
        for (Node node : nodes.values()) {
            if (node.record().kind() == NodeRecord.Kind.GATEWAY
                    && node.record().state() != NodeRecord.State.DRAINING
                    && which.test(node)) {
                found.add(node.record());
            }
        }
        return found;
    }

    private boolean isLive(Node node) {
        return nanoClock.getAsLong() - node.renewedAt() < ALIVE_NANOS;
    }

    private boolean mayBeAlive(Node node) {
        return isLive(node) || nanoClock.getAsLong() - graceUntil < 0;
    }

    private record Node(NodeRecord record, long renewedAt, Instant writtenAt) {}
}
