package dev.sluice.model.eventstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class EventStreamParserTest {
    private final RecordingSink sink = new RecordingSink();
    private final EventStreamParser parser = new EventStreamParser(EventStreamLimits.forEventsUpTo(1 << 20), "", sink);

    @Test
    void aBlankLineMadeOfCarriageReturnsDispatchesBeforeAnythingFollows() {
        // When
        feed("data: now\r\r");

        // Then
        assertThat(sink.outputs).containsExactly(new ParserOutput.Event("message", "now", null, ""));
    }

    @Test
    void aLineFeedThatComesAfterTheDispatchingCarriageReturnIsNoBlankLineOfItsOwn() {
        // When
        feed("data: a\r\n\r");
        feed("\nid: 1\r\n");
        feed("data: b\r");
        feed("\n\r");

        // Then
        assertThat(sink.outputs)
                .containsExactly(
                        new ParserOutput.Event("message", "a", null, ""),
                        new ParserOutput.Event("message", "b", "1", "1"));
    }

    @Test
    void aBlockWithAnIdOnlyMovesTheIdWithoutAnEvent() {
        // When
        feed("id: 1\ndata: a\n\nid: 2\n\nid\n\n");

        // Then
        assertThat(sink.outputs)
                .containsExactly(
                        new ParserOutput.Event("message", "a", "1", "1"),
                        new ParserOutput.Id("2"),
                        new ParserOutput.Id(""));
    }

    @Test
    void theEndOfAStreamDiscardsTheUnfinishedBlockWithItsIdAndKeepsTheIdInForce() {
        // Given
        feed("id: 1\ndata: a\n\nid: 2\nevent: x\ndata: unfinished");

        // When
        parser.end();
        feed("data: b\n\n");

        // Then
        assertThat(parser.lastEventId()).isEqualTo("1");
        assertThat(sink.outputs)
                .containsExactly(
                        new ParserOutput.Event("message", "a", "1", "1"),
                        new ParserOutput.Event("message", "b", null, "1"));
    }

    @Test
    void theNextStreamMayBeginWithAByteOrderMarkOfItsOwn() {
        // Given
        feed("\u00EF\u00BB\u00BFdata: a\n\n\u00EF\u00BB");

        // When
        parser.end();
        feed("\u00EF\u00BB\u00BFdata: b\n\n");

        // Then
        assertThat(sink.outputs)
                .containsExactly(
                        new ParserOutput.Event("message", "a", null, ""),
                        new ParserOutput.Event("message", "b", null, ""));
    }

    @Test
    void theStreamBeginsWithTheStoredId() {
        // Given
        EventStreamParser resumed = new EventStreamParser(EventStreamLimits.forEventsUpTo(100), "41", sink);

        // When
        resumed.feed(ByteBuffer.wrap("..data: a\n\n..".getBytes(ISO_8859_1), 2, 9));

        // Then
        assertThat(sink.outputs).containsExactly(new ParserOutput.Event("message", "a", null, "41"));
    }

    @Test
    void aRetryBeyondAllNumbersIsTheLargest() {
        // When
        feed("retry: 9223372036854775807\nretry: 9223372036854775808\nretry: 00\nretry:\nretry: 1a\n");

        // Then
        assertThat(sink.outputs)
                .containsExactly(
                        new ParserOutput.Retry(Long.MAX_VALUE),
                        new ParserOutput.Retry(Long.MAX_VALUE),
                        new ParserOutput.Retry(0));
    }

    @Test
    void anIdAndATypeAreDecodedAsTheEncodingStandardSays() {
        // When
        feed("event: \u00ED\u00A0\u00BD\u00ED\u00B8\u0080\nid: \u00F0\u009F\u0098\u0080\u00F0\u009F\ndata: \u00FF\n\n");

        // Then
        assertThat(sink.outputs)
                .containsExactly(new ParserOutput.Event(
                        "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD", "\u00FF", "\uD83D\uDE00\uFFFD", "\uD83D\uDE00\uFFFD"));
    }

    private void feed(String bytes) {
        byte[] raw = bytes.getBytes(ISO_8859_1);
        parser.feed(raw, 0, raw.length);
    }
}
