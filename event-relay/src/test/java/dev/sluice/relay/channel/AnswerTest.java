package dev.sluice.relay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "TEXT/Event-Stream",
                " text/event-stream ; charset=windows-1252",
                "text/event-stream;charset=utf-8"
            })
    void anEventStreamIsOneWhateverItsParameters(String type) {
        assertThat(Answer.of(new Backend.Head(200, type, "identity", null, null), NOW))
                .isEqualTo(new Answer.Stream());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-streams", "text/plain", "x text/event-stream", "text/event-stream, text/html"})
    void anyOtherTypeIsRefused(String type) {
        assertThat(Answer.of(new Backend.Head(200, type, null, null, null), NOW))
                .isInstanceOf(Answer.Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({
        "7, PT7S",
        "' 7 ', PT7S",
        "'Thu, 01 Jan 2026 00:01:30 GMT', PT1M30S",
        "'Wed, 31 Dec 2025 00:00:00 GMT', PT0S",
        "soon,",
        "-5,",
        "99999999999999,",
        ","
    })
    void retryAfterIsSecondsOrADate(@Nullable String header, @Nullable Duration expected) {
        assertThat(Answer.of(new Backend.Head(503, null, null, null, header), NOW))
                .isEqualTo(new Answer.Away("the backend answered 503", expected));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 410, 201, 205, 300, 304})
    void whatWillNotChangeSoonIsARefusal(int status) {
        assertThat(Answer.of(new Backend.Head(status, null, null, null, null), NOW))
                .isEqualTo(new Answer.Refusal("the backend answered " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void whatMayChangeSoonIsAskedAgain(int status) {
        assertThat(Answer.of(new Backend.Head(status, null, null, null, null), NOW))
                .isEqualTo(new Answer.Away("the backend answered " + status, null));
    }
}
