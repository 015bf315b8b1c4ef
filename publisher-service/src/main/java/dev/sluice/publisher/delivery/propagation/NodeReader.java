package dev.sluice.publisher.delivery.propagation;

import dev.sluice.kafka.KafkaConnection;
import dev.sluice.kafka.LogReader;
import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.model.wire.UnreadableRecordException;
import dev.sluice.model.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code sluice.nodes} for as long as the service runs. One thread, its own, in {@link #run}; the other methods from
 * any. Kafka away: it goes on trying, and says so by not catching up.
 */
final class NodeReader implements Runnable, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(NodeReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);
    private static final long RETRY_MS = 500;

    private final Nodes nodes;
    private final Map<String, Object> settings;
    private final Admin admin;
    private final UnreadableRecords unreadable;
    private final TopicPartition partition;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition caughtUp = lock.newCondition();
    private long asked;
    private long answered;
    private volatile @Nullable LogReader reader;

    NodeReader(Nodes nodes, KafkaConnection kafka, Admin admin, String kafkaTopic, UnreadableRecords unreadable) {
        this.unreadable = unreadable;
        this.nodes = nodes;
        this.admin = admin;
        this.partition = new TopicPartition(kafkaTopic, 0);
        this.settings = kafka.with(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "publisher-nodes",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) CALL_LIMIT.toMillis(),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) CALL_LIMIT.toMillis(),
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500));
    }

    /** Waits until all that is in the log now has been read, at most to this {@link System#nanoTime}. */
    boolean awaitPresentEnd(long deadlineNanos) throws InterruptedException {
        lock.lock();
        try {
            long ticket = ++asked;
            LogReader waiting = reader;
            if (waiting != null) {
                waiting.wakeup();
            }
            while (answered < ticket) {
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                caughtUp.await(left, TimeUnit.NANOSECONDS);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void run() {
        try {
            while (!isClosed()) {
                readUntilItFails();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void readUntilItFails() throws InterruptedException {
        try (LogReader opened = new LogReader(settings, admin, List.of(partition))) {
            reader = opened;
            nodes.onHistory();
            while (!isClosed()) {
                step(opened);
            }
        } catch (RuntimeException failed) { // the outer edge of the thread: told, and tried again
            LOG.warnf("nodes cannot be read, kafkaTopic=%s reason=%s", partition.topic(), failed.toString());
            closed.await(RETRY_MS, TimeUnit.MILLISECONDS);
        } finally {
            reader = null;
        }
    }

    /** Asks for the present end and reads to it, then waits for what comes or for somebody who asks again. */
    private void step(LogReader from) {
        try {
            long ticket = lastTicket();
            from.readToPresentEnd(POLL, this::accept);
            nodes.onCaughtUp();
            answer(ticket);
            if (ticket == lastTicket()) {
                from.poll(POLL, this::accept);
            }
        } catch (WakeupException asked) {
            LOG.trace("somebody asks for the present end");
        }
    }

    private void accept(ConsumerRecord<String, byte[]> row) {
        byte[] value = row.value();
        if (row.key() == null) {
            return;
        }
        if (value == null) {
            nodes.onTombstone(row.key());
            return;
        }
        try {
            nodes.onRecord(row.key(), Wire.readNode(row.key(), value));
        } catch (UnreadableRecordException broken) {
            LOG.warnf("a node's record is passed over: offset=%d reason=%s", row.offset(), broken);
            unreadable.onRecord(row);
            nodes.onUnreadable(row.key());
        }
    }

    private long lastTicket() {
        lock.lock();
        try {
            return asked;
        } finally {
            lock.unlock();
        }
    }

    private void answer(long ticket) {
        lock.lock();
        try {
            answered = Math.max(answered, ticket);
            caughtUp.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public void close() {
        closed.countDown();
        LogReader waiting = reader;
        if (waiting != null) {
            waiting.wakeup();
        }
    }
}
