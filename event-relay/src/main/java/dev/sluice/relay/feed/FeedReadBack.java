package dev.sluice.relay.feed;

import dev.sluice.kafka.EventRecords;
import dev.sluice.kafka.PartitionBackOff;
import dev.sluice.kafka.PollBounds;
import dev.sluice.kafka.TailConsumer;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.relay.feed.RestorePoint.LogStart;
import dev.sluice.service.thread.ServiceThread;
import dev.sluice.service.thread.ServiceThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what lies in the feeds that this relay has in hand: one consumer and one thread for all of them. A feed is
 * not read while its owner comes to know more of it from Kafka's answers, nor while its records are dealt with too
 * slowly, nor for a while when they cannot be read; the others are. What is read and not dealt with is bounded in
 * uncompressed bytes, of all feeds together. After a reading that has brought all there was it rests for 100 ms, unless
 * a feed is attached or to be read on. Every few seconds it also has the brokers asked whether the topics are still the
 * same ones.
 */
public final class FeedReadBack implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FeedReadBack.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long RETRY_NANOS = Duration.ofMillis(200).toNanos();
    /** No client waits for what is read back, and a reading costs the same, however little it brings. */
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

    private static final long LOOK_NANOS = Duration.ofSeconds(3).toNanos();
    /** Of one reading that brings nothing; a broker answers one of them, or few. */
    private static final int MAX_FETCHES_IN_VAIN = 50;

    private static final int MAX_FETCH_BYTES = 8 << 20;
    private static final PollBounds BOUNDS = new PollBounds(5000, 4 << 20);
    /** Of one feed. */
    private static final int MAX_BATCHES = 8;
    /** Of all feeds, uncompressed; above it nothing is read. */
    private static final long MAX_HELD_BYTES = 16 << 20;

    private final TailConsumer consumer;
    private final LogMetadata metadata;
    private final Map<TopicPartition, Attachment> attached = new HashMap<>();
    /** Handed over and not dealt with: data of events. */
    private final AtomicLong heldBytes = new AtomicLong();

    private final BlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
    private final ServiceThread thread;
    private long lookedAt = System.nanoTime();
    private long nextReading = System.nanoTime();

    /** Called on the reading thread, but {@link #onLog}; must not block. */
    interface Listener {
        /**
         * @param next the offset after the last record read, ours or not
         * @param done to be run when they have been dealt with
         */
        void onRecords(List<FeedRecord> records, long next, Runnable done);

        /** The offset up to which the owner knows the feed from answers. Any thread. */
        long known();

        /** The log does not hold the place that was being read; the feed is no longer read. */
        void onOutOfRange();

        /** What the brokers say of the log now; {@code null} = there is none. Any thread. */
        void onLog(@Nullable LogStart log);
    }

    public FeedReadBack(Map<String, Object> settings, LogMetadata metadata, ServiceThreads threads) {
        this.consumer = new TailConsumer(
                settings,
                BOUNDS,
                Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "relay-read-back",
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        MAX_FETCH_BYTES));
        this.metadata = metadata;
        this.thread = threads.thread("feed-read-back", this::run);
    }

    public void start() {
        thread.start();
    }

    /** Reads a partition from this offset on. Any thread. */
    void attach(TopicPartition partition, long offset, Listener listener) {
        command(() -> {
            Attachment attachment = new Attachment(listener);
            attached.put(partition, attachment);
            attachment.readFrom(partition, offset);
        });
    }

    /** Goes on reading it, and from this offset: its owner does not know what lies there. Any thread. */
    void read(TopicPartition partition, long offset, Listener listener) {
        command(() -> {
            Attachment attachment = attached.get(partition);
            if (attachment != null && attachment.listener == listener) {
                attachment.readFrom(partition, offset);
            }
        });
    }

    /** Reads it no more, unless another listener has attached it meanwhile. Any thread. */
    void detach(TopicPartition partition, Listener listener) {
        command(() -> {
            Attachment attachment = attached.get(partition);
            if (attachment != null && attachment.listener == listener) {
                attached.remove(partition);
                consumer.leave(partition);
            }
        });
    }

    private void command(Runnable command) {
        commands.add(command);
        consumer.wakeup();
    }

    private void run(ServiceThread self) {
        while (self.isRunning()) {
            self.onTurn();
            try {
                obeyUntilNextReading();
                look();
                readOrPause();
            } catch (WakeupException commanded) {
                // The next turn does what was asked for.
            } catch (OffsetOutOfRangeException lost) {
                drop(lost.partitions());
            } catch (KafkaException failed) {
                onUnreadable(failed);
            }
        }
        consumer.close();
    }

    private void obeyUntilNextReading() {
        try {
            long wait = attached.isEmpty() ? POLL.toNanos() : nextReading - System.nanoTime();
            Runnable command = commands.poll(wait, TimeUnit.NANOSECONDS);
            while (command != null) {
                command.run();
                command = commands.poll();
            }
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        }
    }

    private void look() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_NANOS && !attached.isEmpty()) {
            lookedAt = now;
            Map<TopicPartition, Attachment> asked = Map.copyOf(attached);
            metadata.starts(asked.keySet(), (partition, log) -> {
                Attachment attachment = asked.get(partition);
                if (attachment != null) {
                    if (log == null) {
                        leaveGone(partition, attachment);
                    }
                    attachment.listener.onLog(log);
                }
            });
        }
    }

    /** Its owner may be slow to detach it, and Kafka's client would ask for it without a pause until then. */
    private void leaveGone(TopicPartition partition, Attachment attachment) {
        command(() -> {
            if (attached.remove(partition, attachment)) {
                consumer.leave(partition);
            }
        });
    }

    private void readOrPause() {
        List<TopicPartition> paused = new ArrayList<>();
        List<TopicPartition> read = new ArrayList<>();
        long now = System.nanoTime();
        boolean isFull = heldBytes.get() >= MAX_HELD_BYTES;
        attached.forEach((partition, attachment) -> {
            attachment.look(partition, now);
            if (!attachment.backOff.isWaiting()) {
                boolean slow = isFull || attachment.batches.get() >= MAX_BATCHES;
                (slow || attachment.isKnown ? paused : read).add(partition);
            }
        });
        consumer.pauseOnly(paused);
        if (read.isEmpty()) {
            nextReading = System.nanoTime() + PAUSE_NANOS;
        } else {
            long before = consumer.fetches();
            ConsumerRecords<String, byte[]> rows = consumer.poll(POLL);
            deliver(rows);
            if (rows.isEmpty() && consumer.fetches() - before > MAX_FETCHES_IN_VAIN) {
                onFetchesInVain();
            }
        }
    }

    /** A topic is gone, most likely: the brokers are asked at once, and its owner leaves it meanwhile. */
    private void onFetchesInVain() {
        nextReading = System.nanoTime() + RETRY_NANOS;
        lookedAt = System.nanoTime() - LOOK_NANOS;
    }

    private void deliver(ConsumerRecords<String, byte[]> rows) {
        if (!rows.isEmpty() && !consumer.isBounded()) {
            nextReading = System.nanoTime() + PAUSE_NANOS;
        }
        for (TopicPartition partition : rows.partitions()) {
            Attachment attachment = attached.get(partition);
            if (attachment == null) {
                continue;
            }
            List<ConsumerRecord<String, byte[]>> ofPartition = rows.records(partition);
            List<FeedRecord> records = new ArrayList<>(ofPartition.size());
            for (ConsumerRecord<String, byte[]> row : ofPartition) {
                EventRecords.read(row).ifPresent(records::add);
            }
            attachment.next = ofPartition.getLast().offset() + 1;
            attachment.backOff.onRead();
            attachment.listener.onRecords(records, attachment.next, holding(records, attachment));
        }
    }

    /** Counts them as held; what is returned counts them as dealt with. */
    private Runnable holding(List<FeedRecord> records, Attachment attachment) {
        long bytes = 0;
        for (FeedRecord row : records) {
            bytes += row.data().length;
        }
        long held = bytes;
        heldBytes.addAndGet(held);
        attachment.batches.incrementAndGet();
        return () -> {
            heldBytes.addAndGet(-held);
            attachment.batches.decrementAndGet();
        };
    }

    private void drop(Set<TopicPartition> lost) {
        for (TopicPartition partition : lost) {
            Attachment attachment = attached.remove(partition);
            if (attachment != null) {
                attachment.listener.onOutOfRange();
            }
            consumer.leave(partition);
        }
    }

    /** Feeds that cannot be read rest; the others go on. */
    private void onUnreadable(KafkaException failed) {
        List<TopicPartition> unreadable = consumer.concernedBy(failed);
        if (unreadable.isEmpty()) {
            LOG.warnf("feeds cannot be read back, trying again: reason=%s", failed);
            LockSupport.parkNanos(RETRY_NANOS);
        }
        for (TopicPartition partition : unreadable) {
            consumer.leave(partition);
            Attachment attachment = attached.get(partition);
            if (attachment != null) {
                Duration pause = attachment.backOff.begin(System.nanoTime());
                LOG.errorf(
                        "a feed cannot be read back, and is tried again: kafkaTopic=%s partition=%d offset=%d seconds=%d"
                                + " reason=%s",
                        partition.topic(), partition.partition(), attachment.next, pause.toSeconds(), failed);
            }
        }
    }

    @Override
    public void close() {
        thread.end();
        consumer.wakeup();
    }

    /** One feed in hand. */
    private final class Attachment {
        private final Listener listener;
        /** Handed over and not dealt with. */
        private final AtomicInteger batches = new AtomicInteger();
        /** While it cannot be read. */
        private final PartitionBackOff backOff = new PartitionBackOff();
        /** The offset to be read next. */
        private long next;
        /** What the owner knew when it was last looked at. */
        private long known;
        /** It is not read, since its owner knows what comes. */
        private boolean isKnown;

        Attachment(Listener listener) {
            this.listener = listener;
        }

        void readFrom(TopicPartition partition, long offset) {
            if (!backOff.isWaiting()) {
                consumer.read(partition, offset);
            }
            next = offset;
            known = listener.known();
            isKnown = false;
            nextReading = System.nanoTime();
        }

        void look(TopicPartition partition, long now) {
            if (backOff.endIfOver(now)) {
                readFrom(partition, next);
            }
            long before = known;
            known = listener.known();
            if (known > before) {
                isKnown |= known >= next;
            } else if (isKnown) {
                readFrom(partition, known);
            }
        }
    }
}
