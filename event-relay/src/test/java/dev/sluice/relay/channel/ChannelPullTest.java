package dev.sluice.relay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelPullTest {
    @Test
    void theFirstRequestAsksForAnEventStreamFromNow() {
        // When
        Bench bench = Bench.first();

        // Then
        Backend.Request request = bench.backend.open().request;
        assertThat(request.url()).hasToString(Bench.URL);
        assertThat(request.headers())
                .containsOnly(
                        Map.entry("Accept", "text/event-stream"),
                        Map.entry("Cache-Control", "no-cache"),
                        Map.entry("Accept-Encoding", "identity"));
    }

    @Test
    void whatComesIsWrittenAsItComes() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().answer(200, "text/event-stream; charset=utf-8");

        // When
        bench.backend.open().send("data: a||event: price|id: 7|data: b|data: c||id: 8||id||data: d|");

        // Then
        assertThat(bench.log.lines).containsExactly("a", "price=b\nc#7", "mark#8", "mark#");
        assertThat(bench.log.statuses).containsExactly("live 200");
    }

    @Test
    void theLastIdIsAskedForAlsoAfterACleanEnd() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("id: a|data: 1||id: b|data: 2||id: c|data: unfin");

        // When
        bench.backend.open().end();

        // Then
        assertThat(bench.nextConnection().lastEventId()).isEqualTo("b");
        assertThat(bench.log.statuses).containsExactly("live 200", "backing-off the backend has ended the stream");
    }

    @Test
    void anIdOnlyBlockMovesTheIdAndAnEmptyIdClearsIt() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("id: a|data: 1||id: b||");
        assertThat(bench.reconnect().lastEventId()).isEqualTo("b");

        // When
        bench.backend.open().send("id|data: 2||");

        // Then
        assertThat(bench.reconnect().lastEventId()).isNull();
        assertThat(bench.log.lines).containsExactly("1#a", "mark#b", "2#", "gap:backend-reset");
    }

    @Test
    void anIdIsSentAsTheBytesOfItsUtf8() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("id: grün|data: 1||");

        // When
        FakeBackend.Connection next = bench.reconnect();

        // Then
        assertThat(next.lastEventId()).isEqualTo("gr\u00c3\u00bcn");
    }

    @Test
    void anIdThatNoHeaderCanCarryIsNotSentAndTheGapIsTold() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("id: a\u0001b|data: 1||");

        // When
        FakeBackend.Connection next = bench.reconnect();

        // Then
        assertThat(next.lastEventId()).isNull();
        assertThat(bench.log.lines).containsExactly("1#a\u0001b", "gap:backend-reset");
    }

    @Test
    void anEventTooLargeIsToldAndTheStreamGoesOn() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream();

        // When
        bench.backend.open().send("id: 1|data: 1||id: 2|data: " + "x".repeat(70_000) + "||id: 3|data: 3||");

        // Then
        assertThat(bench.log.lines).containsExactly("1#1", "gap:oversize:1", "mark#2", "3#3");
    }
}
