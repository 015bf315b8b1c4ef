package dev.sluice.model.eventstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventStreamHeadTest {
    @ParameterizedTest
    @CsvSource({
        "text/event-stream, true",
        "Text/Event-Stream; charset=utf-8, true",
        "' text/event-stream ;x', true",
        "text/event-stream2, false",
        "text/html; a=text/event-stream, false",
        "'', false"
    })
    void theTypeCountsWithoutItsParameters(String contentType, boolean expected) {
        assertThat(EventStreamHead.isEventStream(contentType)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"identity, true", "IDENTITY, true", "'', true", "gzip, false", "'identity, br', false"})
    void anyEncodingButIdentityIsOne(String contentEncoding, boolean expected) {
        assertThat(EventStreamHead.isPlain(contentEncoding)).isEqualTo(expected);
    }

    @Test
    void whereNothingIsSaidItIsNoStreamAndPlain() {
        assertThat(EventStreamHead.isEventStream(null)).isFalse();
        assertThat(EventStreamHead.isPlain(null)).isTrue();
    }
}
