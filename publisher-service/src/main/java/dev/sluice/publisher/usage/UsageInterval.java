package dev.sluice.publisher.usage;

import dev.sluice.model.WireName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How finely usage is shown. Days are those of UTC. */
enum UsageInterval implements WireName {
    MINUTE(ChronoUnit.MINUTES, Duration.ofHours(1), Duration.ofDays(1)),
    HOUR(ChronoUnit.HOURS, Duration.ofDays(1), Duration.ofDays(31)),
    DAY(ChronoUnit.DAYS, Duration.ofDays(30), Duration.ofDays(731));

    private final ChronoUnit unit;
    private final Duration usual;
    private final Duration longest;

    UsageInterval(ChronoUnit unit, Duration usual, Duration longest) {
        this.unit = unit;
        this.usual = usual;
        this.longest = longest;
    }

    Instant down(Instant time) {
        return time.truncatedTo(unit);
    }

    Instant up(Instant time) {
        Instant start = down(time);
        return start.equals(time) ? start : start.plus(unit.getDuration());
    }

    /** What is shown where no beginning is asked for. */
    Duration usual() {
        return usual;
    }

    /** What is shown at most. */
    Duration longest() {
        return longest;
    }

    /** What the database reads it from. */
    String view() {
        return "usage_by_" + wireName();
    }
}
