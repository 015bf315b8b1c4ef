package dev.sluice.model.quota;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * How long a window is: so many units, counted from 1970-01-01T00:00Z, so that all gateways cut time at the same points.
 *
 * @param units 1 to 1,000
 */
public record Period(WindowUnit unit, int units) {
    public static final int MAX_UNITS = 1000;

    public Period {
        requireNonNull(unit, "unit");
        if (units < 1 || units > MAX_UNITS) {
            throw new IllegalArgumentException("1 to " + MAX_UNITS + " units: " + units);
        }
    }

    /** Returns the window in which this time lies. */
    public Window windowAt(Instant time) {
        return window(Math.floorDiv(unit.indexOf(time), units));
    }

    /** Returns the window with this number. */
    Window window(long number) {
        long first = Math.multiplyExact(number, units);
        return new Window(this, unit.startOf(first), unit.startOf(Math.addExact(first, units)));
    }

    /** Returns it as clients are shown it: {@code DAY}, or {@code 5 MINUTE}. */
    @Override
    public String toString() {
        return units == 1 ? unit.name() : units + " " + unit.name();
    }
}
