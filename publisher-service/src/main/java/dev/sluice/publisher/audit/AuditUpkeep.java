package dev.sluice.publisher.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Deletes entries that are older than they are kept, each hour, on a thread of its own; of two publishers each takes others. */
@ApplicationScoped
class AuditUpkeep {
    private static final Logger LOG = Logger.getLogger(AuditUpkeep.class);
    private static final Duration SHORTEST = Duration.ofDays(30);
    private static final int BATCH = 5_000;

    private final EntityManager entityManager;
    private final AuditConfig config;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("audit-upkeep").factory());

    AuditUpkeep(EntityManager entityManager, AuditConfig config) {
        this.entityManager = entityManager;
        this.config = config;
    }

    void start(@Observes StartupEvent start) {
        if (config.retention().compareTo(SHORTEST) < 0) {
            throw new IllegalStateException(
                    "sluice.publisher.audit.retention is at least 30 days, was " + config.retention());
        }
        timer.scheduleWithFixedDelay(this::run, 1, 60, TimeUnit.MINUTES);
    }

    /** The outer edge of this thread: a database that is away for a while must not end it. */
    private void run() {
        try {
            forget(Instant.now().minus(config.retention()));
        } catch (RuntimeException failed) {
            LOG.warnf(failed, "removing old audit entries failed, to be tried again");
        }
    }

    /** In steps, so that no transaction is long. */
    void forget(Instant before) {
        int deleted;
        do {
            deleted = QuarkusTransaction.requiringNew()
                    .call(() -> entityManager
                            .createNativeQuery("delete from audit_entry where id in (select id from audit_entry"
                                    + " where recorded_at < :before order by recorded_at limit " + BATCH
                                    + " for update skip locked)")
                            .setParameter("before", before)
                            .executeUpdate());
        } while (deleted == BATCH);
    }

    void stop(@Observes ShutdownEvent stop) {
        timer.shutdownNow();
    }
}
