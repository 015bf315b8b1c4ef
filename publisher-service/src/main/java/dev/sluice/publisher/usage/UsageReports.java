package dev.sluice.publisher.usage;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What was delivered, as it is reported up to now. At most {@value #MAX_AT_ONCE} reports are made at once, each for a while at
 * most: most of the database's connections are for others. Thread safe.
 */
@ApplicationScoped
class UsageReports {
    /**
     * One statement, so that what is rolled up meanwhile is seen either above or below. Rows are read twice, for the numbers and
     * for the reasons: to add up objects of JSON row by row takes ten times as long.
     */
    private static final String REPORT = """
            with chosen as not materialized (
                select %5$s as start, %1$s as of, c.events, c.bytes, c.replayed, c.opened, c.closed
                from usage_series s join %2$s c on c.series = s.id
                where %3$s and c.start >= :from and c.start < :to
            ), counted as materialized (
                select start, of, usage_bounded(sum(events)) as events, usage_bounded(sum(bytes)) as bytes,
                       usage_bounded(sum(replayed)) as replayed, usage_bounded(sum(opened)) as opened
                from chosen
                group by start, of
            ), reasons as materialized (
                select c.start, c.of, reason.key as reason, sum(cast(reason.value as bigint)) as streams
                from chosen c cross join lateral jsonb_each_text(c.closed) reason
                where c.closed <> '{}'
                group by c.start, c.of, reason.key
            ), page as materialized (
                select * from counted order by start, of limit :limit offset :offset
            ), closed_of_page as (
                select p.start, p.of, jsonb_object_agg(r.reason, usage_bounded(r.streams)) as closed
                from page p join reasons r on r.start = p.start and r.of is not distinct from p.of
                group by p.start, p.of
            ), closed_of_all as (
                select jsonb_object_agg(reason, streams) as closed
                from (select reason, usage_bounded(sum(streams)) as streams from reasons group by reason) summed
            ), whole as (
                select count(*) as rows, usage_bounded(sum(events)) as events, usage_bounded(sum(bytes)) as bytes,
                       usage_bounded(sum(replayed)) as replayed, usage_bounded(sum(opened)) as opened
                from counted
            )
            select w.rows, w.events, w.bytes, w.replayed, w.opened, coalesce(cast(a.closed as text), '{}') as closed,
                   p.start, p.of, %4$s as name, p.events as part_events, p.bytes as part_bytes,
                   p.replayed as part_replayed, p.opened as part_opened,
                   coalesce(cast(c.closed as text), '{}') as part_closed
            from whole w cross join closed_of_all a left join page p on true
                 left join closed_of_page c on c.start = p.start and c.of is not distinct from p.of
            order by p.start, p.of
            """;

    /** A report, or why there is none now. */
    sealed interface Result {
        record Made(UsageReport report) implements Result {}

        /** Others are being made. */
        record Busy() implements Result {}

        /** @param after which it was given up */
        record TooLong(Duration after) implements Result {}
    }

    private static final int MAX_AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** SQLSTATE of a statement that was ended by {@code statement_timeout}. */
    private static final String CANCELED = "57014";

    private final EntityManager database;
    private final UsageConfig config;
    private final Semaphore free = new Semaphore(MAX_AT_ONCE);

    UsageReports(EntityManager database, UsageConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Not within a transaction: it may wait, and that needs no connection. */
    Result report(UsageScope scope, UsageRequest request) {
        if (!isFree()) {
            return new Result.Busy();
        }
        try {
            return QuarkusTransaction.requiringNew().call(() -> new Result.Made(make(scope, request)));
        } catch (RuntimeException failed) {
            if (isCanceled(failed)) {
                return new Result.TooLong(config.reportTimeout());
            }
            throw failed;
        } finally {
            free.release();
        }
    }

    private boolean isFree() {
        try {
            return free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isCanceled(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && CANCELED.equals(refused.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private UsageReport make(UsageScope scope, UsageRequest request) {
        database.createNativeQuery("select set_config('statement_timeout', :millis, true)", String.class)
                .setParameter("millis", Long.toString(config.reportTimeout().toMillis()))
                .getSingleResult();
        UsageGroup group = request.group();
        String sql = REPORT.formatted(
                group.column(),
                request.interval().view(),
                scope.condition(),
                group.groupName(),
                request.isCombined() ? "cast(:from as timestamptz)" : "c.start");
        List<Tuple> rows = database.createNativeQuery(sql, Tuple.class)
                .setParameter("id", scope.id())
                .setParameter("from", request.from())
                .setParameter("to", request.to())
                .setParameter("limit", request.page().limit())
                .setParameter("offset", request.page().offset())
                .getResultList();
        Tuple first = rows.getFirst();
        return new UsageReport(
                counts(first, ""),
                first.get("rows", Long.class),
                rows.stream()
                        .filter(row -> row.get("start") != null)
                        .map(UsageReports::row)
                        .toList());
    }

    private static UsageReport.Row row(Tuple row) {
        return new UsageReport.Row(
                row.get("start", Instant.class),
                row.get("of", String.class),
                row.get("name", String.class),
                counts(row, "part_"));
    }

    private static UsageCounts counts(Tuple row, String prefix) {
        return new UsageCounts(
                row.get(prefix + "events", Long.class),
                row.get(prefix + "bytes", Long.class),
                row.get(prefix + "replayed", Long.class),
                row.get(prefix + "opened", Long.class),
                ClosedStreams.of(row.get(prefix + "closed", String.class)));
    }
}
