package dev.sluice.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.event.EventId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskedReaderTest {
    @Test
    void anIdOfOursIsAPlace() {
        EventId id = new EventId("abcdefghij", 812, 5310);
        assertThat(AskedReader.id(id.toString())).isEqualTo(new Asked.After(id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "abcdefghij.1", "abcdefghij.01.2", "ABCDEFGHIJ.1.2", "abcdefghij.1.2 ", "abcdefghij.-1.2"})
    void whatIsNoIdIsNeverSilentlyAPlace(String text) {
        assertThat(AskedReader.id(text)).isInstanceOf(Asked.Malformed.class);
    }

    @Test
    void aMalformedIdIsToldShortAndPrintable() {
        Asked asked = AskedReader.id("\u0007x".repeat(100));
        assertThat(asked).isEqualTo(new Asked.Malformed("?x".repeat(32)));
    }

    @Test
    void noIdAsksForNothing() {
        assertThat(AskedReader.id(null)).isEqualTo(new Asked.Nothing());
        assertThat(AskedReader.id("")).isEqualTo(new Asked.Nothing());
    }

    @Test
    void sinceNamesAStart() {
        assertThat(AskedReader.since("earliest")).contains(new Asked.Earliest());
        assertThat(AskedReader.since("latest")).contains(new Asked.Latest());
        assertThat(AskedReader.since("-25")).contains(new Asked.Last(25));
        assertThat(AskedReader.since("1700000000000")).contains(new Asked.Since(1_700_000_000_000L));
        assertThat(AskedReader.since("1970-01-01T00:00:01Z")).contains(new Asked.Since(1000));
    }

    @Test
    void aTimeOfTenDigitsIsInSeconds() {
        assertThat(AskedReader.since("1700000000")).contains(new Asked.Since(1_700_000_000_000L));
        assertThat(AskedReader.since("9999999999")).contains(new Asked.Since(9_999_999_999_000L));
        assertThat(AskedReader.since("999999999")).contains(new Asked.Since(999_999_999));
        assertThat(AskedReader.since("10000000000")).contains(new Asked.Since(10_000_000_000L));
    }

    /** An unescaped plus in a query arrives as a blank. */
    @Test
    void aBlankInTheOffsetOfATimeIsAPlus() {
        assertThat(AskedReader.since("1970-01-01T01:00:01 01:00")).contains(new Asked.Since(1000));
        assertThat(AskedReader.since("1970-01-01T05:30:00.5 05:30")).contains(new Asked.Since(500));
        assertThat(AskedReader.since(" 1970-01-01T01:00:00Z")).isEmpty();
        assertThat(AskedReader.since("1970-01-01 01:00:00Z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "-", "--1", "1e3", "99999999999999999999", "Earliest", "1970-01-01"})
    void anyOtherSinceIsRefused(String since) {
        assertThat(AskedReader.since(since)).isEmpty();
    }
}
