package dev.sluice.model.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {
    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "35,36", "812,5309", "9223372036854775000,9223372036854775000"})
    void anIdIsReadAsItWasWritten(long sequence, long offset) {
        // Given
        EventId id = new EventId("k7f3q9zd0a", sequence, offset);

        // Then
        assertThat(EventId.parse(id.toString())).contains(id);
        assertThat(id.toString()).matches("[0-9a-z.]+").hasSizeLessThanOrEqualTo(EventId.MAX_LENGTH);
    }

    @Test
    void sequenceAndOffsetAreInBase36() {
        assertThat(new EventId("k7f3q9zd0a", 36, 71).toString()).isEqualTo("k7f3q9zd0a.10.1z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "k7f3q9zd0a",
                "k7f3q9zd0a.",
                "k7f3q9zd0a.1",
                "k7f3q9zd0a.1.",
                "k7f3q9zd0a..1",
                "k7f3q9zd0a.1.2.3",
                "k7f3q9zd0a.01.2",
                "k7f3q9zd0a.1.02",
                "k7f3q9zd0a.-1.2",
                "k7f3q9zd0a.1.+2",
                "K7f3q9zd0a.1.2",
                "k7f3q9zd0.1.2",
                "k7f3q9zd0aa.1.2",
                "k7f3q9zd0a.1.2 ",
                " k7f3q9zd0a.1.2",
                "k7f3q9zd0a.zzzzzzzzzzzzz.1",
                "k7f3q9zd0a.1.zzzzzzzzzzzzzz",
                "k7f3q9zd0a.\u0661.2",
                "k7f3q9zd0a.1.2\n"
            })
    void whatIsNoIdIsNone(String text) {
        assertThat(EventId.parse(text)).isEmpty();
    }
}
