package dev.sluice.kafka;

import dev.sluice.service.thread.ServiceThread;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What compacted topics hold: read from their beginning on a thread of its own, which goes on for ever. The table has caught
 * up when its position has reached the ends that were there when it asked for them; compaction, transaction markers and
 * repeats leave holes, so the last record says nothing. Kafka is asked beside the reading: at the start, for every caller
 * that wants to know, and each second, to notice when it is away.
 *
 * <p>While Kafka is away the sink keeps what it has, and reading goes on when Kafka is back. A position that is lost, as when
 * a topic was made anew, is no reason to end: the beginning is always right. A record that the sink refuses is passed over,
 * logged and counted; whatever else the sink throws ends the process.
 *
 * <p>Thread safe. No method blocks, but {@link #awaitCaughtUp} and {@link #close}.
 */
public final class TopicTable implements AutoCloseable {
    /** What becomes of what is read; called on the table's thread. */
    public interface Sink {
        /** Reading begins at the beginning, at the start and after the position was lost: what comes is history. */
        default void onBeginning() {}

        /** @throws RuntimeException it is no record that counts: what was there before it stays */
        void onRecord(ConsumerRecord<String, byte[]> row);

        /** A record was passed over, for this reason. */
        default void onUnreadable(ConsumerRecord<String, byte[]> row, RuntimeException reason) {}

        /**
         * More has been read; what has been read so far is in force when this returns. Not before the table has caught up
         * once: until then what was deleted later may still look alive.
         */
        default void onRead() {}

        /** All has been read that was there when Kafka was asked last. */
        default void onCaughtUp() {}

        /** Kafka has just answered. */
        default void onAnswer() {}
    }

    private static final Logger LOG = Logger.getLogger(TopicTable.class);

    /** A record, an answer or a caller ends it at once. */
    private static final Duration POLL = Duration.ofMillis(500);

    /** How long a fetch may wait at the broker for a record: less than any request's timeout. */
    private static final int IDLE_FETCH_MILLIS = 2000;

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final List<TopicPartition> partitions;
    private final TableSettings settings;
    private final Sink sink;
    private final PresentEnds ends;
    private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private final ServiceThread thread;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;

    /** @param name of its thread */
    public TopicTable(String name, Collection<TopicPartition> partitions, TableSettings settings, Sink sink) {
        this.partitions = List.copyOf(partitions);
        this.settings = settings;
        this.sink = sink;
        this.ends = new PresentEnds(this.partitions, new CommittedEnds(settings.admin())::of, this::wakeup);
        this.thread = settings.threads().thread(name, this::run);
    }

    public void start() {
        thread.start();
    }

    /** Returns whether all that was there at the start has been read; from then on it stays so. */
    public boolean isCaughtUp() {
        return caughtUp.isDone();
    }

    /** Completes on the table's thread when all that was there at the start has been read. */
    public CompletionStage<Void> caughtUp() {
        return caughtUp.minimalCompletionStage();
    }

    /** Waits until all that was there at the start has been read. */
    public void awaitCaughtUp() throws InterruptedException {
        try {
            caughtUp.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("nothing fails it", failed);
        }
    }

    /**
     * Completes on the table's thread when all that is there now has been read; while Kafka is away, never. Callers at the
     * same time are served by one question to Kafka.
     */
    public CompletableFuture<Void> readToPresentEnd() {
        return ends.ask();
    }

    @Override
    public void close() {
        thread.end();
        wakeup();
        thread.unpark();
        thread.join(STOP);
    }

    private void wakeup() {
        KafkaConsumer<String, byte[]> present = consumer;
        if (present != null) {
            present.wakeup();
        }
    }

    private void run(ServiceThread self) {
        while (self.isRunning()) {
            self.onTurn();
            try {
                readFromTheBeginning(self);
            } catch (KafkaException lost) {
                LOG.warnf("read again from the beginning: kafkaPartitions=%s reason=%s", partitions, lost);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void readFromTheBeginning(ServiceThread self) {
        KafkaConsumer<String, byte[]> opened = open();
        try {
            consumer = opened;
            sink.onBeginning();
            ends.onBeginning(System.nanoTime());
            while (self.isRunning()) {
                self.onTurn();
                turn(opened);
            }
        } finally {
            consumer = null;
            opened.close(CloseOptions.timeout(Duration.ZERO)); // there is no group to leave
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        Map<String, Object> all = new HashMap<>(LogReader.consumerSettings(settings.kafka()));
        all.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, IDLE_FETCH_MILLIS);
        KafkaConsumer<String, byte[]> opened =
                new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
        opened.assign(partitions);
        opened.seekToBeginning(partitions);
        return opened;
    }

    private void turn(KafkaConsumer<String, byte[]> opened) {
        ends.askIfDue(System.nanoTime());
        ConsumerRecords<String, byte[]> rows = poll(opened);
        rows.forEach(this::onRow);
        if (!rows.isEmpty()) {
            sink.onAnswer();
        }
        if (ends.takeAnswer(System.nanoTime())) {
            sink.onAnswer();
        }
        boolean reached = ends.isReached(partition -> position(opened, partition));
        boolean first = reached && !isCaughtUp();
        if (first || (isCaughtUp() && !rows.isEmpty())) {
            sink.onRead();
        }
        if (reached) {
            sink.onCaughtUp();
            caughtUp.complete(null);
            ends.complete();
        }
    }

    private static ConsumerRecords<String, byte[]> poll(KafkaConsumer<String, byte[]> opened) {
        try {
            return opened.poll(POLL);
        } catch (WakeupException _) {
            return ConsumerRecords.empty(); // a caller, an answer or the end: this turn or the next one sees to it
        }
    }

    private void onRow(ConsumerRecord<String, byte[]> row) {
        try {
            sink.onRecord(row);
        } catch (RuntimeException broken) { // whatever it is: one record must not end the reader of all others
            LOG.warnf(
                    "a control record is passed over: kafkaTopic=%s partition=%d offset=%d reason=%s",
                    row.topic(), row.partition(), row.offset(), broken);
            settings.unreadable().onRecord(row);
            sink.onUnreadable(row, broken);
        }
    }

    /** Returns the next offset to be read; -1 = it is not known yet. */
    private static long position(KafkaConsumer<String, byte[]> opened, TopicPartition partition) {
        try {
            return opened.position(partition, Duration.ZERO);
        } catch (TimeoutException | WakeupException _) {
            return -1;
        }
    }
}
