package dev.sluice.publisher.usage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Makes hours of minutes, and days of hours, each anew from all rows below it, once it is over and whenever more is reported
 * of it. Until then it is read from the rows below, so no reader waits for it. Several publishers share the work. Thread
 * safe.
 */
@ApplicationScoped
class UsageRollUp {
    /** The last reports of an hour come within it, if nothing is wrong. */
    private static final Duration GRACE = Duration.ofMinutes(2);
    /** What is left of minutes that are passed over by now: the clocks of two publishers may differ by so much. */
    private static final Duration MARGIN = Duration.ofHours(1);

    /** The mark is free once all that was being written of the hour is committed. */
    private static final String TAKE = """
            delete from usage_open_%1$s where start =
                (select start from usage_open_%1$s open where start <= :until %2$s
                 order by start limit 1 for update skip locked)
            returning start
            """;

    private static final String SUM = """
            insert into usage_%1$s as known (series, start, events, bytes, replayed, opened, closed)
            select series, cast(:start as timestamptz), usage_bounded(sum(events)), usage_bounded(sum(bytes)),
                   usage_bounded(sum(replayed)), usage_bounded(sum(opened)),
                   usage_closed_sum(closed) filter (where closed <> '{}')
            from usage_%2$s where start >= :start and start < :end
            group by series
            on conflict (series, start) do update
                set events = excluded.events, bytes = excluded.bytes, replayed = excluded.replayed,
                    opened = excluded.opened, closed = excluded.closed
            """;

    private static final String TAKE_HOUR = TAKE.formatted("hour", "");
    private static final String TAKE_DAY = TAKE.formatted(
            "day",
            "and not exists (select 1 from usage_open_hour hour"
                    + " where hour.start >= open.start and hour.start < open.start + interval '24 hours')");
    private static final String SUM_HOUR = SUM.formatted("hour", "minute");
    private static final String SUM_DAY = SUM.formatted("day", "hour");

    private final EntityManager database;

    UsageRollUp(EntityManager database) {
        this.database = database;
    }

    /** Returns whether there was one that is over. */
    @Transactional
    boolean rollUpOneHour(Instant now) {
        return rollUpOne(TAKE_HOUR, SUM_HOUR, ChronoUnit.HOURS.getDuration(), now);
    }

    /** Returns whether there was one that is over, with all its hours rolled up. */
    @Transactional
    boolean rollUpOneDay(Instant now) {
        return rollUpOne(TAKE_DAY, SUM_DAY, ChronoUnit.DAYS.getDuration(), now);
    }

    private boolean rollUpOne(String take, String sum, Duration length, Instant now) {
        List<Instant> taken = database.createNativeQuery(take, Instant.class)
                .setParameter("until", now.minus(length).minus(GRACE))
                .getResultList();
        taken.forEach(start -> database.createNativeQuery(sum)
                .setParameter("start", start)
                .setParameter("end", start.plus(length))
                .executeUpdate());
        return !taken.isEmpty();
    }

    /** Deletes what is older than it has to be kept, minutes only of hours that are rolled up. */
    @Transactional
    void forget(Instant now, UsageConfig config) {
        Instant minutes = now.minus(config.keepMinutes()).minus(MARGIN).truncatedTo(ChronoUnit.HOURS);
        delete(
                "usage_minute where start < :oldest and date_trunc('hour', start, 'UTC') not in"
                        + " (select start from usage_open_hour)",
                minutes);
        delete(
                "usage_hour where start < :oldest and date_trunc('day', start, 'UTC') not in"
                        + " (select start from usage_open_day)",
                now.minus(config.keepHours()).truncatedTo(ChronoUnit.DAYS));
        Instant days = now.minus(config.keepDays()).truncatedTo(ChronoUnit.DAYS);
        delete("usage_day where start < :oldest", days);
        delete("usage_series where last_day < cast(:oldest as date)", days.minus(ChronoUnit.DAYS.getDuration()));
    }

    private void delete(String rows, Instant oldest) {
        database.createNativeQuery("delete from " + rows)
                .setParameter("oldest", oldest)
                .executeUpdate();
    }
}
