package dev.sluice.gateway.stream;

import dev.sluice.model.event.EventId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a client asks for. An id wins over {@code since}, and a wrong id never becomes a right one in silence. */
public final class AskedReader {
    private static final int MAX_DIGITS = 15;
    private static final int MAX_TOLD = 64;
    private static final long LEAST_OF_TEN_DIGITS = 1_000_000_000L;
    private static final long MOST_OF_TEN_DIGITS = 9_999_999_999L;
    private static final Pattern BLANK_IN_OFFSET = Pattern.compile(" (?=\\d\\d:\\d\\d$)");

    private AskedReader() {}

    /** The place that this id names; an empty one names none. */
    public static Asked id(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return new Asked.Nothing();
        }
        return EventId.parse(lastEventId)
                .<Asked>map(Asked.After::new)
                .orElseGet(() -> new Asked.Malformed(printable(lastEventId)));
    }

    /**
     * {@code earliest}, {@code latest}, {@code -N}, RFC 3339, epoch seconds of ten digits or epoch milliseconds; empty when
     * it is none of them.
     */
    public static Optional<Asked> since(String since) {
        if (since.equals("earliest")) {
            return Optional.of(new Asked.Earliest());
        }
        if (since.equals("latest")) {
            return Optional.of(new Asked.Latest());
        }
        if (since.startsWith("-")) {
            return digits(since.substring(1)).map(Asked.Last::new);
        }
        return digits(since).map(AskedReader::ofEpoch).or(() -> time(since));
    }

    /** Ten digits were milliseconds in the spring of 1970, and are seconds from 2001 to 2286. */
    private static Asked ofEpoch(long number) {
        boolean isInSeconds = number >= LEAST_OF_TEN_DIGITS && number <= MOST_OF_TEN_DIGITS;
        return new Asked.Since(isInSeconds ? TimeUnit.SECONDS.toMillis(number) : number);
    }

    private static Optional<Long> digits(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(text));
    }

    /** A plus that was not escaped in a query is a blank here. */
    private static Optional<Asked> time(String text) {
        String escaped = BLANK_IN_OFFSET.matcher(text).replaceFirst("+");
        try {
            return Optional.of(new Asked.Since(Instant.parse(escaped).toEpochMilli()));
        } catch (DateTimeParseException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static String printable(String text) {
        StringBuilder told = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_TOLD); i++) {
            char c = text.charAt(i);
            told.append(c > ' ' && c < 0x7f ? c : '?');
        }
        return told.toString();
    }
}
