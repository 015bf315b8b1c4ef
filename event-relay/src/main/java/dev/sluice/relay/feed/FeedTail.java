package dev.sluice.relay.feed;

import dev.sluice.kafka.EventRecords;
import dev.sluice.kafka.LogReader;
import dev.sluice.model.event.FeedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** Reads back what lies in the feeds that this relay has in hand: one consumer and one thread for all of them. */
public final class FeedTail implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FeedTail.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long RETRY_NANOS = Duration.ofMillis(200).toNanos();

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<TopicPartition, Listener> listeners = new HashMap<>();
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("feed-tail").unstarted(this::run);
    private volatile boolean closing;

    /** Told on the tail's thread; must not block. */
    interface Listener {
        /** @param next the offset behind the last record read, ours or not */
        void onRecords(List<FeedRecord> records, long next);

        /** The log does not hold the place that was being read; the feed is no longer read. */
        void onOutOfRange();
    }

    public FeedTail(Map<String, Object> settings) {
        Map<String, Object> all = LogReader.consumerSettings(settings);
        all.put("client.id", "relay-tail");
        all.put("isolation.level", "read_uncommitted"); // events are not transactional; nothing is waited for
        this.consumer = new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
    }

    public void start() {
        thread.start();
    }

    /** Reads a partition from this offset on. Any thread. */
    void attach(TopicPartition partition, long offset, Listener listener) {
        command(() -> {
            listeners.put(partition, listener);
            consumer.assign(listeners.keySet());
            consumer.seek(partition, offset);
        });
    }

    /** Reads it no more, unless somebody else has attached it meanwhile. Any thread. */
    void detach(TopicPartition partition, Listener listener) {
        command(() -> {
            if (listeners.remove(partition, listener)) {
                consumer.assign(listeners.keySet());
            }
        });
    }

    private void command(Runnable command) {
        commands.add(command);
        consumer.wakeup();
    }

    private void run() {
        while (!closing) {
            try {
                for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
                    command.run();
                }
                if (listeners.isEmpty()) {
                    LockSupport.parkNanos(POLL.toNanos() / 10);
                } else {
                    deliver(consumer.poll(POLL));
                }
            } catch (WakeupException commanded) {
                // The next turn does what was asked for.
            } catch (OffsetOutOfRangeException lost) {
                drop(lost.partitions());
            } catch (InterruptException stopped) {
                return;
            } catch (KafkaException away) {
                LOG.warnf("feeds cannot be read back, trying again: reason=%s", away);
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
        consumer.close();
    }

    private void deliver(ConsumerRecords<String, byte[]> rows) {
        for (TopicPartition partition : rows.partitions()) {
            Listener listener = listeners.get(partition);
            if (listener == null) {
                continue;
            }
            List<ConsumerRecord<String, byte[]>> ofPartition = rows.records(partition);
            List<FeedRecord> records = new ArrayList<>(ofPartition.size());
            for (ConsumerRecord<String, byte[]> row : ofPartition) {
                EventRecords.read(row).ifPresent(records::add);
            }
            listener.onRecords(records, ofPartition.getLast().offset() + 1);
        }
    }

    private void drop(Set<TopicPartition> lost) {
        for (TopicPartition partition : lost) {
            Listener listener = listeners.remove(partition);
            if (listener != null) {
                listener.onOutOfRange();
            }
        }
        consumer.assign(listeners.keySet());
    }

    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
    }
}
