package dev.sluice.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.control.ControlEvent;
import dev.sluice.model.event.EventId;
import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameEncoderTest {
    private static final String GENERATION = "abcdefghij";
    private final FrameEncoder encoder = new FrameEncoder(UnpooledByteBufAllocator.DEFAULT);

    @Test
    void anEventHasAnIdItsTypeAndOneDataLineForEachLine() {
        assertThat(payload("tick", "a\nb")).isEqualTo("id: abcdefghij.1.a\nevent: tick\ndata: a\ndata: b\n\n");
    }

    @Test
    void theDefaultTypeIsNotWritten() {
        assertThat(payload(null, "a")).isEqualTo("id: abcdefghij.1.a\ndata: a\n\n");
        assertThat(payload("message", "a")).isEqualTo("id: abcdefghij.1.a\ndata: a\n\n");
        assertThat(payload("", "a")).isEqualTo("id: abcdefghij.1.a\ndata: a\n\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "a\\rb > data: a\\ndata: b\\n",
                "a\\r\\nb > data: a\\ndata: b\\n",
                "a\\n\\rb > data: a\\ndata: \\ndata: b\\n",
                "\\r > data: \\ndata: \\n",
                "a\\n > data: a\\ndata: \\n",
                "a\\n\\nevent: x > data: a\\ndata: \\ndata: event: x\\n",
            })
    void dataIsCutAtEveryLineEndSoThatItStaysData(String data, String lines) {
        assertThat(payload(null, plain(data))).isEqualTo("id: abcdefghij.1.a\n" + plain(lines) + '\n');
    }

    @Test
    void aTypeOfTheBackendHasNoLineEndAndIsNeverOurs() {
        assertThat(payload("a\nid: 7\rb", "x")).contains("event: a id: 7 b\n");
        assertThat(encoder.renamed()).isZero();
        assertThat(payload("sluice.gap", "x")).contains("event: backend.sluice.gap\n");
        assertThat(payload("sluice.\nend", "x")).contains("event: backend.sluice. end\n");
        assertThat(encoder.renamed()).isEqualTo(2);
    }

    @Test
    void aChunkHasItsSizeInFrontAndALineEndAfterIt() {
        for (int length : new int[] {0, 1, 15, 16, 255, 256, 4095, 70_000}) {
            Frame frame = encode(RecordKind.EVENT, null, "x".repeat(length));
            String payload = frame.payload().toString(UTF_8);
            assertThat(frame.block().toString(frame.start(), frame.bytes(), UTF_8))
                    .isEqualTo(Integer.toHexString(payload.length()) + "\r\n" + payload + "\r\n");
            frame.release();
            assertThat(frame.block().refCnt()).isZero();
        }
    }

    @Test
    void recordedGapsAndEndsAreEventsOfOurs() {
        Frame gap = encode(RecordKind.GAP, null, "{\"reason\":\"idle\"}");
        Frame end = encode(RecordKind.END, "ignored", "{\"reason\":\"backend-ended\"}");
        assertThat(gap.payload().toString(UTF_8)).contains("event: sluice.gap\ndata: {\"reason\":\"idle\"}\n");
        assertThat(end.payload().toString(UTF_8)).contains("event: sluice.end\n");
        gap.release();
        end.release();
    }

    @Test
    void whatIsNoEventHasNoBlankLineAfterIt() {
        assertThat(taken(FrameEncoder.chunk(encoder.retry(2500)))).isEqualTo("c\r\nretry: 2500\n\r\n");
        assertThat(taken(FrameEncoder.heartbeat())).isEqualTo("2\r\n:\n\r\n");
    }

    @Test
    void aControlEventIsOneLineOfJsonAndHasAnIdWhereThereIsOne() {
        ControlEvent live = new ControlEvent.Live(Instant.EPOCH);
        assertThat(taken(encoder.control(live, new EventId(GENERATION, 0, 36))))
                .contains("id: abcdefghij.0.10\nevent: sluice.live\ndata: {\"at\":\"1970-01-01T00:00:00Z\"}\n\n");
        assertThat(taken(encoder.control(live))).doesNotContain("id:");
    }

    @Test
    void anEventsIdIsWrittenAsEventIdHasIt() {
        long[] numbers = {1, 35, 36, 37, 1295, 1296, 46_655, 46_656, 1_000_000, Integer.MAX_VALUE, Long.MAX_VALUE};
        for (long sequence : numbers) {
            for (long offset : numbers) {
                FeedRecord row = new FeedRecord(
                        offset - 1, 0, RecordKind.EVENT, "channel", 0, GENERATION, sequence, null, null, new byte[0]);
                Frame frame = encoder.encode("channel", row);
                assertThat(frame.payload().toString(UTF_8)).isEqualTo("id: " + row.id() + "\ndata: \n\n");
                frame.release();
            }
        }
    }

    private String payload(@Nullable String type, String data) {
        Frame frame = encode(RecordKind.EVENT, type, data);
        String text = frame.payload().toString(UTF_8);
        frame.release();
        return text;
    }

    private Frame encode(RecordKind kind, @Nullable String type, String data) {
        FeedRecord row = new FeedRecord(10, 0, kind, "channel", 0, GENERATION, 1, type, null, data.getBytes(UTF_8));
        return encoder.encode("channel", row);
    }

    private static String taken(ByteBuf bytes) {
        String text = bytes.toString(UTF_8);
        bytes.release();
        return text;
    }

    private static String plain(String escaped) {
        return escaped.replace("\\r", "\r").replace("\\n", "\n");
    }
}
