package dev.sluice.gateway.stream;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.event.EventId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class StartPositionParserPropertyTest {
    /** 9999-12-31, the last day of RFC 3339, in epoch milliseconds. */
    private static final long LAST = 253_402_214_400_000L;

    private static final long LEAST_OF_TEN_DIGITS = 1_000_000_000L;
    private static final long MOST_OF_TEN_DIGITS = 9_999_999_999L;
    private static final long FIFTEEN_NINES = 999_999_999_999_999L;

    @Property
    void aNumberOfEventsIsReadAsItWasWritten(@ForAll @LongRange(max = FIFTEEN_NINES) long count) {
        assertThat(StartPositionParser.since("-" + count)).contains(new StartPosition.Last(count));
    }

    @Property
    void aTimeIsReadAsItWasWrittenInEitherFormAndAnyZone(
            @ForAll @LongRange(max = LAST) long millis, @ForAll @IntRange(min = -720, max = 840) int zoneMinutes) {
        Instant time = Instant.ofEpochMilli(millis);
        String local = ISO_OFFSET_DATE_TIME.format(time.atOffset(ZoneOffset.ofTotalSeconds(zoneMinutes * 60)));

        boolean isOfTenDigits = millis >= LEAST_OF_TEN_DIGITS && millis <= MOST_OF_TEN_DIGITS;
        assertThat(StartPositionParser.since(Long.toString(millis)))
                .contains(new StartPosition.Since(isOfTenDigits ? millis * 1000 : millis));
        assertThat(StartPositionParser.since(time.toString())).contains(new StartPosition.Since(millis));
        assertThat(StartPositionParser.since(local)).contains(new StartPosition.Since(millis));
        assertThat(StartPositionParser.since(local.replace('+', ' '))).contains(new StartPosition.Since(millis));
    }

    /** Whatever is read as a start can be told from every other one: no text means a start that it does not name. */
    @Property(tries = 20_000)
    void whatIsNoStartIsRefused(@ForAll("starts") String since) {
        Optional<StartPosition> asked = StartPositionParser.since(since);

        asked.ifPresent(start -> assertThat(since)
                .as("read as " + start)
                .matches(
                        switch (start) {
                            case StartPosition.Earliest _ -> "earliest";
                            case StartPosition.Latest _ -> "latest";
                            case StartPosition.Last(long count) -> "-0*" + (count == 0 ? "" : count);
                            case StartPosition.Since(long millis) ->
                                "0*" + (millis == 0 ? "" : millis) + "|" + seconds(millis)
                                        + "|[-+]?\\d{4,10}-\\d\\d-\\d\\d[Tt].*";
                            case StartPosition.Unspecified _, StartPosition.After _, StartPosition.Malformed _ ->
                                "never";
                        }));
    }

    @Property(tries = 20_000)
    void anIdIsAPlaceOrMalformedAndNeverAnotherStart(@ForAll("ids") String id) {
        StartPosition asked = StartPositionParser.id(id);

        switch (asked) {
            case StartPosition.Unspecified _ -> assertThat(id).isEmpty();
            case StartPosition.After(EventId place) ->
                assertThat(place.toString()).isEqualTo(id);
            case StartPosition.Malformed(String told) -> {
                assertThat(EventId.parse(id)).isEmpty();
                assertThat(told).matches("[\\x21-\\x7e]{1,64}");
            }
            case StartPosition.Earliest _, StartPosition.Latest _, StartPosition.Last _, StartPosition.Since _ ->
                throw new AssertionError(asked);
        }
    }

    @Provide
    Arbitrary<String> starts() {
        return nearly(Arbitraries.of(
                "earliest",
                "latest",
                "-25",
                "-0",
                "0",
                "1700000000000",
                "1700000000",
                "2024-01-01T00:00 02:00",
                "2024-02-29T23:59:59.5Z",
                "2024-01-01T00:00+02:00"));
    }

    @Provide
    Arbitrary<String> ids() {
        return nearly(Arbitraries.of("k7f3q9zd0a.1.a", "k7f3q9zd0a.0.0", "k7f3q9zd0a.zz.zzzz", "earliest", ""));
    }

    /** How this time is written in seconds; a text that matches nothing, if it cannot be with ten digits. */
    private static String seconds(long millis) {
        long seconds = millis / 1000;
        boolean can = seconds * 1000 == millis && seconds >= LEAST_OF_TEN_DIGITS && seconds <= MOST_OF_TEN_DIGITS;
        return can ? "0*" + seconds : "(?!)";
    }

    /** Such a text with one character or some more or less, or any other text. */
    private static Arbitrary<String> nearly(Arbitrary<String> texts) {
        Arbitrary<String> pieces = Arbitraries.of(
                "", "0", "1", "9", "a", "K", "L", ".", "-", "+", ":", " ", "T", "Z", "_", "1e3", "\0", "\r\n",
                "\u0661");
        Arbitrary<Integer> places = Arbitraries.integers().between(0, 20);
        Arbitrary<String> damaged = Combinators.combine(
                        texts, pieces, places, Arbitraries.integers().between(0, 2))
                .as((text, piece, place, less) -> {
                    int from = Math.min(place, text.length());
                    return text.substring(0, from) + piece + text.substring(Math.min(from + less, text.length()));
                });
        return Arbitraries.oneOf(damaged, damaged, damaged, Arbitraries.strings());
    }
}
