package dev.sluice.model.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    @ParameterizedTest
    @CsvSource({
        "MINUTE, 1, 2026-11-30T23:59:59.999Z, 2026-11-30T23:59:00Z, 2026-12-01T00:00:00Z",
        "MINUTE, 7, 1970-01-01T00:13:59Z, 1970-01-01T00:07:00Z, 1970-01-01T00:14:00Z",
        "HOUR, 1, 2026-03-29T01:30:00Z, 2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z",
        "DAY, 1, 2026-11-30T00:00:00Z, 2026-11-30T00:00:00Z, 2026-12-01T00:00:00Z",
        "DAY, 1, 2028-02-29T12:00:00Z, 2028-02-29T00:00:00Z, 2028-03-01T00:00:00Z",
        "MONTH, 1, 2028-02-29T23:59:59Z, 2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
        "MONTH, 1, 2027-02-01T00:00:00Z, 2027-02-01T00:00:00Z, 2027-03-01T00:00:00Z",
        "MONTH, 3, 2026-12-31T23:59:59Z, 2026-10-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "YEAR, 1, 2026-12-31T23:59:59.999Z, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "YEAR, 4, 2027-06-01T00:00:00Z, 2026-01-01T00:00:00Z, 2030-01-01T00:00:00Z",
        "SECOND, 10, 2026-11-30T10:00:09.999Z, 2026-11-30T10:00:00Z, 2026-11-30T10:00:10Z",
        "MONTH, 1, 1969-12-31T23:59:59Z, 1969-12-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "YEAR, 1, 1969-06-01T00:00:00Z, 1969-01-01T00:00:00Z, 1970-01-01T00:00:00Z"
    })
    void aTimeLiesInTheWindowOfTheCalendar(WindowUnit unit, int units, Instant time, Instant start, Instant end) {
        Window window = new Period(unit, units).windowAt(time);

        assertThat(window.start()).isEqualTo(start);
        assertThat(window.end()).isEqualTo(end);
        assertThat(window.contains(time)).isTrue();
        assertThat(window.contains(end)).isFalse();
        assertThat(window.contains(start.minusMillis(1))).isFalse();
        assertThat(Window.parse(window.toString())).contains(window);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DAY",
                "DAY*1",
                "DAY*1@",
                "DAY*0@0",
                "DAY*1001@0",
                "WEEK*1@0",
                "DAY*1@1",
                "day*1@0",
                "DAY*1@99999999999999999999",
                "DAY*1@0/x"
            })
    void whatIsNoWindowIsNone(String text) {
        assertThat(Window.parse(text)).isEmpty();
    }

    @Test
    void aPeriodHasUnits() {
        assertThatThrownBy(() -> new Period(WindowUnit.DAY, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Period(WindowUnit.DAY, 1)).hasToString("DAY");
        assertThat(new Period(WindowUnit.MINUTE, 5)).hasToString("5 MINUTE");
    }

    @Test
    void aKeyOfAWindowIsReadAsItWasWritten() {
        Window day = new Period(WindowUnit.DAY, 1).windowAt(Instant.parse("2026-11-30T10:00:00Z"));
        QuotaKey key = new QuotaKey("s:1", day.toString(), "gateway-1", "i");

        assertThat(key).hasToString("s:1/DAY*1@1795996800000/gateway-1/i");
        assertThat(QuotaKey.parse(key.toString())).contains(key);
        assertThat(QuotaKey.parse("s:1/open/gateway-1/i")).contains(new QuotaKey("s:1", "open", "gateway-1", "i"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s:1", "s:1/DAY/g/i", "/open/g/i", "s:1/open//i", "s:1/open/g/", "s:1/open/g/i/x"})
    void whatIsNoKeyIsNone(String text) {
        assertThat(QuotaKey.parse(text)).isEmpty();
    }
}
