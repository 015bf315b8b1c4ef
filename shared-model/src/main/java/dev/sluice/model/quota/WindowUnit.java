package dev.sluice.model.quota;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** What the length of a window is counted in. Months and years are those of the calendar, in UTC. */
public enum WindowUnit {
    /** Of bursts only. */
    SECOND(ChronoUnit.SECONDS),
    MINUTE(ChronoUnit.MINUTES),
    HOUR(ChronoUnit.HOURS),
    DAY(ChronoUnit.DAYS),
    MONTH(ChronoUnit.MONTHS),
    YEAR(ChronoUnit.YEARS);

    private static final LocalDate FIRST = LocalDate.EPOCH;

    private final ChronoUnit chrono;

    WindowUnit(ChronoUnit chrono) {
        this.chrono = chrono;
    }

    /** Returns how many whole units there are from 1970-01-01T00:00Z to this time. */
    long indexOf(Instant time) {
        LocalDate date = time.atOffset(ZoneOffset.UTC).toLocalDate();
        return switch (this) {
            case YEAR -> date.getYear() - FIRST.getYear();
            case MONTH -> date.getLong(ChronoField.PROLEPTIC_MONTH) - FIRST.getLong(ChronoField.PROLEPTIC_MONTH);
            case SECOND, MINUTE, HOUR, DAY ->
                Math.floorDiv(time.getEpochSecond(), chrono.getDuration().toSeconds());
        };
    }

    /** Returns when the unit with this number begins. */
    Instant startOf(long index) {
        return isOfCalendar()
                ? FIRST.plus(index, chrono).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.ofEpochSecond(
                        Math.multiplyExact(index, chrono.getDuration().toSeconds()));
    }

    private boolean isOfCalendar() {
        return this == MONTH || this == YEAR;
    }
}
