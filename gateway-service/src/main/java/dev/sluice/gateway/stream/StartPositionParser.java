package dev.sluice.gateway.stream;

import dev.sluice.model.event.EventId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses the position that a client asks for. A malformed id stays one: it never becomes a position in silence. */
public final class StartPositionParser {
    private static final int MAX_DIGITS = 15;
    private static final int MAX_ECHO = 64;
    private static final long LEAST_OF_TEN_DIGITS = 1_000_000_000L;
    private static final long MOST_OF_TEN_DIGITS = 9_999_999_999L;
    private static final Pattern BLANK_IN_OFFSET = Pattern.compile(" (?=\\d\\d:\\d\\d$)");

    private StartPositionParser() {}

    /** Returns the position that this id names; an empty one names none. */
    public static StartPosition id(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return new StartPosition.Unspecified();
        }
        return EventId.parse(lastEventId)
                .<StartPosition>map(StartPosition.After::new)
                .orElseGet(() -> new StartPosition.Malformed(printable(lastEventId)));
    }

    /**
     * Parses {@code earliest}, {@code latest}, {@code -N}, RFC 3339, epoch seconds of ten digits or epoch milliseconds.
     *
     * @return empty when it is none of them
     */
    public static Optional<StartPosition> since(String since) {
        if (since.equals("earliest")) {
            return Optional.of(new StartPosition.Earliest());
        }
        if (since.equals("latest")) {
            return Optional.of(new StartPosition.Latest());
        }
        if (since.startsWith("-")) {
            return digits(since.substring(1)).map(StartPosition.Last::new);
        }
        return digits(since).map(StartPositionParser::ofEpoch).or(() -> time(since));
    }

    /** Ten digits were milliseconds in the spring of 1970, and are seconds from 2001 to 2286. */
    private static StartPosition ofEpoch(long number) {
        boolean isInSeconds = number >= LEAST_OF_TEN_DIGITS && number <= MOST_OF_TEN_DIGITS;
        return new StartPosition.Since(isInSeconds ? TimeUnit.SECONDS.toMillis(number) : number);
    }

    private static Optional<Long> digits(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(text));
    }

    /** A plus that was not escaped in a query is a blank here. */
    private static Optional<StartPosition> time(String text) {
        String escaped = BLANK_IN_OFFSET.matcher(text).replaceFirst("+");
        try {
            return Optional.of(new StartPosition.Since(Instant.parse(escaped).toEpochMilli()));
        } catch (DateTimeParseException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static String printable(String text) {
        StringBuilder echo = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_ECHO); i++) {
            char c = text.charAt(i);
            echo.append(c > ' ' && c < 0x7f ? c : '?');
        }
        return echo.toString();
    }
}
