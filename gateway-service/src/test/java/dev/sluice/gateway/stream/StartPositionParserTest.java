package dev.sluice.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.event.EventId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartPositionParserTest {
    @Test
    void anIdOfOursIsAPlace() {
        EventId id = new EventId("abcdefghij", 812, 5310);
        assertThat(StartPositionParser.id(id.toString())).isEqualTo(new StartPosition.After(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "abcdefghij.1", "abcdefghij.01.2", "ABCDEFGHIJ.1.2", "abcdefghij.1.2 ", "abcdefghij.-1.2"})
    void whatIsNoIdIsNeverSilentlyAPlace(String text) {
        assertThat(StartPositionParser.id(text)).isInstanceOf(StartPosition.Malformed.class);
    }

    @Test
    void aMalformedIdIsToldShortAndPrintable() {
        StartPosition asked = StartPositionParser.id("\u0007x".repeat(100));
        assertThat(asked).isEqualTo(new StartPosition.Malformed("?x".repeat(32)));
    }

    @Test
    void noIdAsksForNothing() {
        assertThat(StartPositionParser.id(null)).isEqualTo(new StartPosition.Unspecified());
        assertThat(StartPositionParser.id("")).isEqualTo(new StartPosition.Unspecified());
    }

    @Test
    void sinceNamesAStart() {
        assertThat(StartPositionParser.since("earliest")).contains(new StartPosition.Earliest());
        assertThat(StartPositionParser.since("latest")).contains(new StartPosition.Latest());
        assertThat(StartPositionParser.since("-25")).contains(new StartPosition.Last(25));
        assertThat(StartPositionParser.since("1700000000000")).contains(new StartPosition.Since(1_700_000_000_000L));
        assertThat(StartPositionParser.since("1970-01-01T00:00:01Z")).contains(new StartPosition.Since(1000));
    }

    @Test
    void aTimeOfTenDigitsIsInSeconds() {
        assertThat(StartPositionParser.since("1700000000")).contains(new StartPosition.Since(1_700_000_000_000L));
        assertThat(StartPositionParser.since("9999999999")).contains(new StartPosition.Since(9_999_999_999_000L));
        assertThat(StartPositionParser.since("999999999")).contains(new StartPosition.Since(999_999_999));
        assertThat(StartPositionParser.since("10000000000")).contains(new StartPosition.Since(10_000_000_000L));
    }

    /** An unescaped plus in a query arrives as a blank. */
    @Test
    void aBlankInTheOffsetOfATimeIsAPlus() {
        assertThat(StartPositionParser.since("1970-01-01T01:00:01 01:00")).contains(new StartPosition.Since(1000));
        assertThat(StartPositionParser.since("1970-01-01T05:30:00.5 05:30")).contains(new StartPosition.Since(500));
        assertThat(StartPositionParser.since(" 1970-01-01T01:00:00Z")).isEmpty();
        assertThat(StartPositionParser.since("1970-01-01 01:00:00Z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "-", "--1", "1e3", "99999999999999999999", "Earliest", "1970-01-01"})
    void anyOtherSinceIsRefused(String since) {
        assertThat(StartPositionParser.since(since)).isEmpty();
    }
}
