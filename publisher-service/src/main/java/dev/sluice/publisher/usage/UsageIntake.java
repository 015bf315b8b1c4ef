package dev.sluice.publisher.usage;

import dev.sluice.kafka.UnreadableRecords;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads {@code sluice.usage} into the database, a poll of Kafka's client at a time; the publishers share its partitions. What is
 * in the database is committed to Kafka, so after a crash or a change of hands some is read again, which changes nothing.
 * While the database is away the batch waits, and the client is not asked for another one. A record that is none is passed
 * over and counted.
 */
@ApplicationScoped
class UsageIntake {
    private static final Logger LOG = Logger.getLogger(UsageIntake.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final UsageStore store;
    private final UsageConfig config;
    private final UnreadableRecords unreadable;
    private final CountDownLatch stopped = new CountDownLatch(1);

    UsageIntake(UsageStore store, UsageConfig config, UnreadableRecords unreadable) {
        this.store = store;
        this.config = config;
        this.unreadable = unreadable;
    }

    /** @throws IllegalStateException the service stops before the batch is stored: it is not committed */
    @Incoming("usage")
    @Blocking
    public void take(ConsumerRecords<String, byte[]> batch) throws InterruptedException {
        UsageRows rows = new UsageRows(Instant.now(), config.keepMinutes());
        for (ConsumerRecord<String, byte[]> record : batch) {
            try {
                rows.add(record.key(), record.value());
            } catch (RuntimeException broken) { // whatever it is: one record must not end the reader of all others
                LOG.warnf(
                        "a usage record is passed over: partition=%d offset=%d reason=%s",
                        record.partition(), record.offset(), broken);
                unreadable.onRecord(record);
            }
        }
        put(rows.rows());
    }

    private void put(Collection<UsageRow> rows) throws InterruptedException {
        while (!isPut(rows)) {
            if (stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the service stops before usage is stored");
            }
        }
    }

    /** The outer edge of this thread: whatever the database says, it is asked again. */
    private boolean isPut(Collection<UsageRow> rows) {
        try {
            store.put(rows);
            return true;
        } catch (SQLException | RuntimeException failed) {
            LOG.warnf("usage waits for the database: rows=%d reason=%s", rows.size(), failed);
            return false;
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        stopped.countDown();
    }
}
