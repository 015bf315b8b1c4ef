package dev.sluice.gateway.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import dev.sluice.model.eventstream.EventStreamLimits;
import dev.sluice.model.eventstream.EventStreamParser;
import dev.sluice.model.eventstream.EventStreamSink;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever a backend puts into an event, a client that reads by the letter finds this event, and nothing else. */
class InjectionTest {
    private static final String GENERATION = "k7f3q9zd0a";

    /** Bytes as Latin-1 characters. */
    private record Event(String type, String data, String lastEventId) {}

    private final FrameEncoder encoder = new FrameEncoder(UnpooledByteBufAllocator.DEFAULT);

    @Property(tries = 20_000)
    void anEventIsOneEventWithOurIdItsTypeAndItsData(
            @ForAll("hostile") String type, @ForAll("hostile") String upstreamId, @ForAll("hostile") String data) {
        FeedRecord row = new FeedRecord(
                10, 0, RecordKind.EVENT, "channel", 0, GENERATION, 1, type, upstreamId, data.getBytes(ISO_8859_1));

        List<Object> read = read(payload(row));

        assertThat(read).containsExactly(new Event(sent(type), lines(data), GENERATION + ".1.a"));
    }

    /** The form that every client reads alike: LF only, and fields that the backend did not choose. */
    @Property(tries = 5_000)
    void thereAreNoLineEndsButOursAndNoFieldsButOurs(
            @ForAll("hostile") String type, @ForAll("hostile") String upstreamId, @ForAll("hostile") String data) {
        FeedRecord row = new FeedRecord(
                10, 0, RecordKind.EVENT, "channel", 0, GENERATION, 1, type, upstreamId, data.getBytes(ISO_8859_1));

        String payload = new String(payload(row), ISO_8859_1);

        assertThat(payload)
                .doesNotContain("\r")
                .matches("(?s)id: [0-9a-z.]+\n(event: (?!sluice\\.)[^\n]+\n)?(data: [^\n]*\n)+\n");
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(
                        "\n",
                        "\r",
                        "\r\n",
                        "\n\n",
                        "\0",
                        ":",
                        " ",
                        "id: 7",
                        "id:",
                        "event: sluice.end",
                        "data: x",
                        "retry: 1",
                        "sluice.",
                        "message",
                        "x",
                        "\u00ef\u00bb\u00bf",
                        "\u00c2\u0085",
                        "\u00ff",
                        "\n\nid: 9\ndata: forged\n\n",
                        "0\r\n\r\n")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    private byte[] payload(FeedRecord row) {
        Frame frame = encoder.encode("channel", row);
        byte[] payload = ByteBufUtil.getBytes(frame.payload());
        frame.release();
        return payload;
    }

    /** A type has no line end: blanks stand for them. One that is ours is the backend's. */
    private static String sent(String type) {
        String oneLine = new String(type.replaceAll("[\r\n]", " ").getBytes(UTF_8), ISO_8859_1);
        if (oneLine.isEmpty()) {
            return "message";
        }
        return oneLine.startsWith("sluice.") ? "backend." + oneLine : oneLine;
    }

    private static String lines(String data) {
        return data.replaceAll("\r\n|\r", "\n");
    }

    private static List<Object> read(byte[] stream) {
        List<Object> told = new ArrayList<>();
        EventStreamSink sink = new EventStreamSink() {
            @Override
            public void onEvent(String type, byte[] data, @Nullable String ownId, String lastEventId) {
                told.add(new Event(
                        new String(type.getBytes(UTF_8), ISO_8859_1), new String(data, ISO_8859_1), lastEventId));
            }

            @Override
            public void onId(String lastEventId) {
                told.add("id " + lastEventId);
            }

            @Override
            public void onOversize(@Nullable String type, long dataBytes, @Nullable String ownId, String lastEventId) {
                told.add("oversize");
            }

            @Override
            public void onRetry(long millis) {
                told.add("retry");
            }

            @Override
            public void onComment() {
                told.add("comment");
            }
        };
        new EventStreamParser(EventStreamLimits.forEventsUpTo(1 << 20), "", sink).feed(ByteBuffer.wrap(stream));
        return told;
    }
}
