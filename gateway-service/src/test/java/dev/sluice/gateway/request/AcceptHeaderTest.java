package dev.sluice.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptHeaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "TEXT/Event-Stream",
                "text/*",
                "*/*",
                "application/json, text/event-stream;q=0.1",
                "text/html, */*;q=0.01",
                "text/*;q=0, text/event-stream",
                "*/*;q=0, text/*",
                "text/event-stream;charset=utf-8",
                "text/event-stream;q=0.001",
                "application/json",
                "text/html, application/xhtml+xml",
                "application/json;q=0",
                "*/*;q=0, text/*;q=0, text/event-stream;q=0.1",
                "text/event-stream;q=0, text/event-stream",
                "",
                "nonsense"
            })
    void aStreamIsTaken(String accept) {
        assertThat(AcceptHeader.takesEventStream(List.of(accept))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream;q=0",
                "application/json, text/event-stream;q=0",
                "application/json, */*;q=0",
                "*/*, text/event-stream; q=0.000",
                "text/*;q=0, */*",
                "*/*;q=0",
                "*/*;Q=0.0"
            })
    void aStreamIsNotTaken(String accept) {
        assertThat(AcceptHeader.takesEventStream(List.of(accept))).isFalse();
    }

    @Test
    void withoutTheHeaderAStreamIsTakenAndLinesCountTogether() {
        assertThat(AcceptHeader.takesEventStream(List.of())).isTrue();
        assertThat(AcceptHeader.takesEventStream(List.of("*/*;q=0", "text/event-stream")))
                .isTrue();
        assertThat(AcceptHeader.takesEventStream(List.of("*/*", "text/event-stream;q=0")))
                .isFalse();
    }

    @Property
    void noHeaderIsTooOddToBeJudged(@ForAll String accept) {
        boolean taken = AcceptHeader.takesEventStream(List.of(accept));

        assertThat(AcceptHeader.takesEventStream(List.of(accept, "text/event-stream")))
                .as(accept)
                .isTrue();
        assertThat(taken || accept.contains("q=0") || accept.contains("Q=0")).isTrue();
    }
}
