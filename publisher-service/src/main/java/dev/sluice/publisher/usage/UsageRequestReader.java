package dev.sluice.publisher.usage;

import dev.sluice.publisher.web.rest.Query;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** What of some usage is asked for, out of a request. */
final class UsageRequestReader {
    private static final int MAX_TIME = 40;
    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private UsageRequestReader() {}

    /** Notes what is wrong with it in the query; from is rounded down to an interval, and to up. */
    static UsageRequest read(Query query, Instant now) {
        UsageInterval interval = query.choice("interval", UsageInterval.HOUR, UsageInterval::wireName);
        Instant to = interval.up(time(query, "to", now, now));
        Instant from = interval.down(time(query, "from", to.minus(interval.usual()), now));
        if (!from.isBefore(to)) {
            query.wrong("from", "must be before to");
        } else if (Duration.between(from, to).compareTo(interval.longest()) > 0) {
            query.wrong(
                    "from", "must be at most " + interval.longest().toDays() + " days before to, with this interval");
        }
        return new UsageRequest(
                from,
                to,
                interval,
                query.choice("groupBy", UsageGroup.NONE, UsageGroup::text),
                query.flag("combined", false),
                query.page(),
                query.kept("from", "to", "interval", "groupBy", "combined"));
    }

    private static Instant time(Query query, String name, Instant otherwise, Instant now) {
        String text = query.text(name, MAX_TIME).strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            Instant time = MILLIS.matcher(text).matches()
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant();
            if (time.isBefore(EARLIEST) || time.isAfter(now.plus(Duration.ofDays(1)))) {
                query.wrong(name, "must be between " + EARLIEST + " and tomorrow");
                return otherwise;
            }
            return time;
        } catch (DateTimeException none) {
            query.wrong(name, "must be a time as 2026-11-24T10:00:00Z (a + is sent as %2B), or epoch milliseconds");
            return otherwise;
        }
    }
}
