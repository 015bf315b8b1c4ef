package dev.sluice.publisher.usage;

import dev.sluice.kafka.UnreadableRecords;
import dev.sluice.publisher.developer.apikey.ApiKeyUses;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads {@code sluice.usage} into the database, a poll of Kafka's client at a time; the publishers share its partitions. What is
 * in the database is committed to Kafka, so after a crash or a change of hands some is read again, which changes nothing.
 * While the database is away the batch waits, and the client is not asked for another one. A record that is none, one that is
 * too late, and a row that the database refuses for what is in it are passed over and counted.
 */
@ApplicationScoped
class UsageIntake {
    private static final Logger LOG = Logger.getLogger(UsageIntake.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String DROPPED = "sluice_publisher_usage_dropped_records";
    private static final String REASON = "reason";
    private static final int MAX_CAUSES = 10;
    private static final int STATE = 5;
    /**
     * SQLSTATE of what no other attempt changes: one row twice, bad data. A rule of the tables that a row breaks (23) is none:
     * there is none that depends on the data, so the tables are of another release.
     */
    private static final Set<String> REFUSALS = Set.of("21", "22");

    private final UsageStore store;
    private final ApiKeyUses apiKeys;
    private final UsageConfig config;
    private final UnreadableRecords unreadable;
    private final Counter late;
    private final Counter refused;
    private final CountDownLatch stopped = new CountDownLatch(1);

    UsageIntake(
            UsageStore store,
            ApiKeyUses apiKeys,
            UsageConfig config,
            UnreadableRecords unreadable,
            MeterRegistry registry) {
        this.store = store;
        this.apiKeys = apiKeys;
        this.config = config;
        this.unreadable = unreadable;
        this.late = registry.counter(DROPPED, REASON, "late");
        this.refused = registry.counter(DROPPED, REASON, "refused");
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
        if (rows.late() > 0) {
            late.increment(rows.late());
            LOG.warnf(
                    "usage is dropped, since it has waited for longer than sluice.publisher.usage.keep-minutes:"
                            + " records=%d",
                    rows.late());
        }
        put(List.copyOf(rows.rows()));
        Map<UUID, Instant> keyUses = rows.keyUses();
        tryUntilAnswered(keyUses.size(), () -> apiKeys.put(keyUses))
                .ifPresent(state -> LOG.warnf("the last use of API keys is dropped: sqlState=%s", state));
    }

    /** Of rows that cannot be stored together, each half is stored for itself. */
    void put(List<UsageRow> rows) throws InterruptedException {
        Optional<String> refusal = tryUntilAnswered(rows.size(), () -> store.put(rows));
        if (refusal.isEmpty()) {
            return;
        }
        if (rows.size() > 1) {
            put(rows.subList(0, rows.size() / 2));
            put(rows.subList(rows.size() / 2, rows.size()));
            return;
        }
        UsageRow row = rows.getFirst();
        refused.increment();
        // Not what the database says, which has the row's values in it.
        LOG.warnf(
                "usage is dropped, since the database refuses it: api=%s minute=%s sqlState=%s",
                row.series().apiId(), row.start(), refusal.get());
    }

    /** Writes to the database. */
    private interface Write {
        void run() throws SQLException;
    }

    /** Returns the SQLSTATE that it is refused by; empty = it is done. */
    private Optional<String> tryUntilAnswered(int rows, Write write) throws InterruptedException {
        while (true) {
            try {
                write.run();
                return Optional.empty();
            } catch (SQLException | RuntimeException failed) { // the outer edge of this thread
                Optional<String> refusal = refusal(failed);
                if (refusal.isPresent()) {
                    return refusal;
                }
                LOG.warnf("usage waits for the database: rows=%d reason=%s", rows, failed);
            }
            if (stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the service stops before usage is stored");
            }
        }
    }

    /** Empty when it may heal. */
    static Optional<String> refusal(Throwable failed) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .filter(state -> state != null && state.length() == STATE && REFUSALS.contains(state.substring(0, 2)))
                .findFirst();
    }

    void stop(@Observes ShutdownEvent stop) {
        stopped.countDown();
    }
}
