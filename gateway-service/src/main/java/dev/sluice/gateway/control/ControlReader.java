package dev.sluice.gateway.control;

import dev.sluice.kafka.LogReader;
import dev.sluice.service.thread.ServiceThread;
import dev.sluice.service.thread.ServiceThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The thread that reads one control topic from its beginning and goes on for ever. Nothing counts before it has caught up
 * once: until then what was deleted later may still look alive. Kafka away: what is in force stays, and reading goes on when
 * it is back.
 */
final class ControlReader implements AutoCloseable {
    /** What becomes of what was read; called on the reader's thread. */
    interface Sink {
        /** @return whether anything may be otherwise than before */
        boolean onRecord(ConsumerRecord<String, byte[]> row);

        /** Everything read so far is in force when this returns. */
        void publish();
    }

    private static final Logger LOG = Logger.getLogger(ControlReader.class);

    /** A record or a question ends it at once. */
    private static final Duration POLL = Duration.ofMillis(500);

    /** After so long without any answer Kafka is asked for the end, to hear whether it is there. */
    private static final Duration PROBE = Duration.ofSeconds(1);

    private static final long RETRY_NANOS = Duration.ofMillis(500).toNanos();

    private final TopicPartition partition;
    private final Map<String, Object> settings;
    private final Admin admin;
    private final KafkaContact contact;
    private final Sink sink;
    private final ConcurrentLinkedQueue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
    private final ServiceThread thread;
    private volatile @Nullable LogReader reader;
    private volatile boolean caughtUp;
    private boolean changed;

    ControlReader(
            String kafkaTopic,
            Map<String, Object> settings,
            Admin admin,
            KafkaContact contact,
            Sink sink,
            ServiceThreads threads) {
        this.partition = new TopicPartition(kafkaTopic, 0);
        this.settings = Map.copyOf(settings);
        this.admin = admin;
        this.contact = contact;
        this.sink = sink;
        this.thread = threads.thread("read-" + kafkaTopic, this::run);
    }

    void start() {
        thread.start();
    }

    /** Whether it has read to the end once; from then on it stays so. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    /**
     * Completes on the reader's thread when everything that is in the topic now is in force; while Kafka is away, never.
     * All who ask at the same time are served by one question to Kafka. Any thread.
     */
    CompletableFuture<Void> readToPresentEnd() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        asked.add(done);
        wakeup();
        return done;
    }

    private void wakeup() {
        LogReader present = reader;
        if (present != null) {
            present.wakeup();
        }
    }

    private void run(ServiceThread self) {
        while (self.isRunning()) {
            self.onTurn();
            try (LogReader opened = new LogReader(settings, admin, List.of(partition))) {
                contact.onAnswer();
                reader = opened;
                while (self.isRunning()) {
                    self.onTurn();
                    read(opened);
                }
            } catch (WakeupException _) {
                // asked before it knew where it begins
            } catch (KafkaException lost) {
                // Also an offset that is out of range since the topic was made anew: the beginning is always right.
                LOG.warnf("read again from the beginning: kafkaTopic=%s reason=%s", partition.topic(), lost);
                LockSupport.parkNanos(RETRY_NANOS);
            } finally {
                reader = null;
            }
        }
    }

    private void read(LogReader opened) {
        List<CompletableFuture<Void>> waiting = takeAsked();
        if (waiting.isEmpty() && contact.silentFor().compareTo(PROBE) < 0) {
            poll(opened);
        } else if (aimAtPresentEnd(opened)) {
            while (thread.isRunning() && !opened.isCaughtUp()) {
                thread.onTurn();
                poll(opened);
            }
            publish(opened);
            waiting.forEach(done -> done.complete(null));
        } else {
            asked.addAll(waiting);
            poll(opened);
        }
    }

    private List<CompletableFuture<Void>> takeAsked() {
        List<CompletableFuture<Void>> taken = new ArrayList<>();
        for (@Nullable CompletableFuture<Void> next = asked.poll(); next != null; next = asked.poll()) {
            if (!next.isDone()) {
                taken.add(next);
            }
        }
        return taken;
    }

    private void poll(LogReader opened) {
        try {
            opened.poll(POLL, this::onRecord);
        } catch (WakeupException _) {
            // somebody has asked; the next turn sees to it
        }
        publish(opened);
    }

    private boolean aimAtPresentEnd(LogReader opened) {
        try {
            opened.aimAtPresentEnd();
            contact.onAnswer();
            return true;
        } catch (TimeoutException _) {
            return false; // the contact's silence grows, and tells
        }
    }

    private void onRecord(ConsumerRecord<String, byte[]> row) {
        contact.onAnswer();
        changed |= sink.onRecord(row);
    }

    private void publish(LogReader opened) {
        boolean first = !caughtUp && opened.isCaughtUp();
        if (first || (caughtUp && changed)) {
            changed = false;
            sink.publish();
            caughtUp = true;
        }
    }

    @Override
    public void close() {
        thread.end();
        wakeup();
        thread.unpark();
        thread.join(Duration.ofSeconds(5));
    }
}
