package dev.sluice.model.quota;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span of time in which something is counted.
 *
 * @param start the first moment in it
 * @param end the first moment after it
 */
public record Window(Period period, Instant start, Instant end) {
    private static final Pattern TEXT = Pattern.compile("([A-Z]{3,6})\\*(\\d{1,4})@(-?\\d{1,15})");

    /** Returns whether this time lies in it. */
    public boolean contains(Instant time) {
        return !time.isBefore(start) && time.isBefore(end);
    }

    /** The window in this text, as {@link #toString} writes it; empty when there is none such. */
    public static Optional<Window> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Instant start = Instant.ofEpochMilli(Long.parseLong(matcher.group(3)));
            return Optional.of(new Period(WindowUnit.valueOf(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                            .windowAt(start))
                    .filter(window -> window.start().equals(start));
        } catch (IllegalArgumentException _) { // no such unit, or too many of them
            return Optional.empty();
        }
    }

    /** Returns its name in the key of a record: {@code DAY*1@1764547200000}. */
    @Override
    public String toString() {
        return period.unit().name() + '*' + period.units() + '@' + start.toEpochMilli();
    }
}
