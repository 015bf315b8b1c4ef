package dev.sluice.publisher.delivery.outbox;

import dev.sluice.publisher.delivery.outbox.DrainSteps.Step;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the outbox has for one control topic to Kafka, in the order of its versions, and deletes what has been sent. One
 * publisher drains, the others listen and stand by; a commit of any publisher wakes it, 250 ms is the net under a wake-up
 * that was lost.
 *
 * <p>Nothing is remembered but the rows themselves, so a drain that dies at any step is repeated by the next one from
 * there: records may come twice, never too late or out of order, and their versions make the repeats harmless. Only the
 * holder of the session lock in Postgres fences the other's producer, so two publishers cannot fence each other in turn.
 *
 * <p>One thread, its own, in {@link #run}; {@link #close} from any.
 */
public final class OutboxDrain implements Runnable, AutoCloseable {
    /** Opens a session with the database. */
    @FunctionalInterface
    interface Sessions {
        DrainConnection open(ControlTopic topic) throws SQLException;
    }

    private static final Logger LOG = Logger.getLogger(OutboxDrain.class);
    private static final Duration NET = Duration.ofMillis(250);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int BATCH_ROWS = 200;
    private static final long MIN_RETRY_MS = 250;
    private static final long MAX_RETRY_MS = 1_000;

    private final ControlTopic topic;
    private final Sessions sessions;
    private final ControlKafka kafka;
    private final SentMark mark;
    private final OutboxTimes times;
    private final DrainSteps steps;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable ControlProducer producer;
    private long retryAtNanos = System.nanoTime();
    /** When to look next for what waits. */
    private long lookAtNanos = System.nanoTime();

    OutboxDrain(
            ControlTopic topic,
            Sessions sessions,
            ControlKafka kafka,
            SentMark mark,
            OutboxTimes times,
            DrainSteps steps) {
        this.topic = topic;
        this.sessions = sessions;
        this.kafka = kafka;
        this.mark = mark;
        this.times = times;
        this.steps = steps;
    }

    @Override
    public void run() {
        try {
            while (!isClosed()) {
                serveUntilItFails();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            closeProducer();
        }
    }

    /** The outer edge of the thread: whatever happens is told and tried again, since no other thread would do the work. */
    private void serveUntilItFails() throws InterruptedException {
        try {
            serveOneSession();
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "outbox drain failed, to be tried again: topic=%s", topic.text());
            closeProducer();
            mark.onStalled();
            closed.await(retryMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void serveOneSession() throws InterruptedException {
        try (DrainConnection connection = sessions.open(topic)) {
            mark.onSent(connection.sentSoFar());
            while (!isClosed()) {
                lookForOldest(connection);
                drainIfMine(connection);
                for (String signal : connection.await(NET)) {
                    DrainSignal.apply(signal, topic, mark);
                }
            }
        } catch (SQLException lost) {
            LOG.warnf("outbox drain lost its database session, topic=%s reason=%s", topic.text(), lost.getMessage());
            // Without the session the lock is gone: somebody else may be draining by now.
            closeProducer();
            closed.await(retryMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Also while another publisher drains: what waits is shown by all. */
    private void lookForOldest(DrainConnection connection) throws SQLException {
        if (System.nanoTime() - lookAtNanos >= 0) {
            times.onOldest(connection.oldestNanos());
            lookAtNanos = System.nanoTime() + LOOK.toNanos();
        }
    }

    private void drainIfMine(DrainConnection connection) throws SQLException {
        if (producer == null && (System.nanoTime() - retryAtNanos < 0 || !connection.tryLock())) {
            return;
        }
        try {
            drain(connection, producer());
        } catch (KafkaException failed) {
            LOG.warnf("outbox drain steps back, topic=%s reason=%s", topic.text(), failed.toString());
            stepBack(connection);
        }
    }

    private ControlProducer producer() {
        if (producer == null) {
            mark.onBatchBegun();
            try {
                producer = kafka.fencingProducer(topic);
            } finally {
                mark.onBatchEnded();
            }
            mark.onRecovered();
            LOG.infof("outbox drain is ours: topic=%s", topic.text());
        }
        return producer;
    }

    private void drain(DrainConnection connection, ControlProducer producer) throws SQLException {
        List<OutboxRow> rows = connection.first(BATCH_ROWS);
        times.onOldest(oldest(rows));
        while (!rows.isEmpty() && !isClosed()) {
            steps.done(Step.ROWS_READ);
            mark.onBatchBegun();
            try {
                drainBatch(connection, producer, rows);
            } finally {
                mark.onBatchEnded();
            }
            rows = connection.first(BATCH_ROWS);
            times.onOldest(oldest(rows));
        }
    }

    private static OptionalLong oldest(List<OutboxRow> rows) {
        return rows.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(rows.getFirst().writtenNanos());
    }

    /** Records side by side share a transaction; a step on an events topic stands alone in its place between them. */
    private void drainBatch(DrainConnection connection, ControlProducer producer, List<OutboxRow> rows)
            throws SQLException {
        int from = 0;
        while (from < rows.size()) {
            int to = from;
            while (to < rows.size() && rows.get(to).isRecord()) {
                to++;
            }
            if (to > from) {
                send(producer, rows.subList(from, to));
            } else {
                changeTopic(connection, rows.get(to++));
            }
            List<OutboxRow> done = rows.subList(from, to);
            connection.deleteSent(done);
            mark.onSent(done.getLast().version());
            steps.done(Step.ROWS_DELETED);
            from = to;
        }
    }

    private void send(ControlProducer producer, List<OutboxRow> records) {
        producer.send(records);
        steps.done(Step.RECORDS_SENT);
        producer.commit();
        times.onCommitted(records);
        steps.done(Step.RECORDS_COMMITTED);
    }

    private void changeTopic(DrainConnection connection, OutboxRow row) throws SQLException {
        // A topic cannot be fenced as a producer can: ask once more that the session, and with it the lock, is alive.
        connection.requireLock();
        String value = row.value();
        if (row.step() == OutboxRow.Step.ENSURE_EVENTS && value != null) {
            kafka.ensureEventsTopic(row.key(), EventsTopicSettings.parse(value));
            steps.done(Step.TOPIC_ENSURED);
        } else {
            kafka.deleteEventsTopic(row.key());
            steps.done(Step.TOPIC_DELETED);
        }
    }

    private void stepBack(DrainConnection connection) throws SQLException {
        closeProducer();
        retryAtNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(retryMillis());
        connection.tellStalled();
        connection.unlock();
    }

    private void closeProducer() {
        if (producer != null) {
            producer.close();
            producer = null;
        }
    }

    /** Random, so that two publishers that fail together do not go on failing together. */
    private static long retryMillis() {
        return ThreadLocalRandom.current().nextLong(MIN_RETRY_MS, MAX_RETRY_MS);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Ends {@link #run} within its net of 250 ms, or with the batch that is under way. */
    @Override
    public void close() {
        closed.countDown();
    }
}
