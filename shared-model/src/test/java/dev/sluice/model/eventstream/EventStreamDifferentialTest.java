package dev.sluice.model.eventstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The parser against the obvious one, on streams made of all that has ever been a trap, and on plain noise. */
class EventStreamDifferentialTest {
    private static final EventStreamLimits TIGHT = new EventStreamLimits(12, 6, 5);
    private static final EventStreamLimits WIDE = EventStreamLimits.forEventsUpTo(1 << 20);

    @Property(tries = 20_000)
    void aHostileStreamIsReadAsTheObviousParserReadsIt(@ForAll("hostileStreams") byte[] stream, @ForAll long cut) {
        assertThat(parsed(WIDE, stream, cut)).isEqualTo(new ObviousEventStreamParser(WIDE).parse(stream));
    }

    @Property(tries = 20_000)
    void atTheLimitsAHostileStreamIsReadAsTheObviousParserReadsIt(
            @ForAll("hostileStreams") byte[] stream, @ForAll long cut) {
        assertThat(parsed(TIGHT, stream, cut)).isEqualTo(new ObviousEventStreamParser(TIGHT).parse(stream));
    }

    @Property(tries = 5_000)
    void noiseIsReadAsTheObviousParserReadsIt(@ForAll byte[] stream, @ForAll long cut) {
        assertThat(parsed(TIGHT, stream, cut)).isEqualTo(new ObviousEventStreamParser(TIGHT).parse(stream));
    }

    @Property(tries = 5_000)
    void aDirectBufferIsReadAsAnArray(@ForAll("hostileStreams") byte[] stream) {
        // Given
        ByteBuffer direct = ByteBuffer.allocateDirect(stream.length).put(stream).flip();
        RecordingSink sink = new RecordingSink();

        // When
        new EventStreamParser(WIDE, "", sink).feed(direct);

        // Then
        assertThat(sink.outputs).isEqualTo(parsed(WIDE, stream, 0));
        assertThat(direct.hasRemaining()).isFalse();
    }

    @Provide
    Arbitrary<byte[]> hostileStreams() {
        Arbitrary<byte[]> traps = Arbitraries.of(
                        "\n",
                        "\n",
                        "\n",
                        "\r",
                        "\r",
                        "\r\n",
                        "\r\n",
                        "\n\n",
                        "\r\r",
                        ":",
                        " ",
                        "\t",
                        "\0",
                        "data",
                        "data:",
                        "data: ",
                        "id",
                        "id:",
                        "id: ",
                        "event",
                        "event:",
                        "event: ",
                        "retry",
                        "retry:",
                        "retry: ",
                        "Data: ",
                        "\0\0\0\u0001data: ",
                        "datas: ",
                        " data: ",
                        "x",
                        "abcdef",
                        "0",
                        "12",
                        "9223372036854775807",
                        "9223372036854775808",
                        "\u00EF\u00BB\u00BF",
                        "\u00EF",
                        "\u00BB",
                        "\u00BF",
                        "\u00E2\u0082\u00AC",
                        "\u00E2\u0082",
                        "\u00F0\u009F\u0098\u0080",
                        "\u00F0\u009F",
                        "\u00ED\u00A0\u00BD",
                        "\u00C0\u008A",
                        "\u00E2\u0080\u00A8",
                        "\u00C2\u0085",
                        "\u00D9\u00A1",
                        "\u00FF",
                        "\u000B",
                        "\u000C",
                        "data: a\n\n",
                        "id: 7\ndata: b\n\n",
                        "id: 8\n\n",
                        "event: e\ndata: c\r\n\r\n",
                        ": c\n")
                .map(trap -> trap.getBytes(ISO_8859_1));
        return traps.list().ofMaxSize(60).map(EventStreamDifferentialTest::joined);
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        parts.forEach(stream::writeBytes);
        return stream.toByteArray();
    }

    private static List<ParserOutput> parsed(EventStreamLimits limits, byte[] stream, long cut) {
        RecordingSink sink = new RecordingSink();
        EventStreamParser parser = new EventStreamParser(limits, "", sink);
        Random random = new Random(cut);
        Pieces.random(random, 1 + random.nextInt(12), stream.length).feed(parser, stream);
        parser.end();
        return sink.outputs;
    }
}
