package dev.sluice.model.eventstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a hostile backend can make the parser keep. Memory is measured as what the thread has allocated. */
class EventStreamLimitsTest {
    private static final int MIB = 1 << 20;
    private static final EventStreamLimits LIMITS = new EventStreamLimits(MIB, 1024, 256);

    private final RecordingSink sink = new RecordingSink();
    private final EventStreamParser parser = new EventStreamParser(LIMITS, "", sink);

    @Test
    void fiftyMegabytesWithoutALineEndCostNoMoreThanTheLargestEvent() {
        for (String begin : List.of("", ":", "data: ", "id: ", "event: ", "retry: ", "unknown: ")) {
            // When
            long allocated = allocatedBy(() -> {
                feed(begin);
                feedTimes(filled('x', 64 * 1024), 800);
                parser.end();
            });

            // Then
            assertThat(allocated).as("after '%s'", begin).isLessThan(4 * MIB);
        }
        assertThat(sink.outputs).isEmpty();
    }

    @Test
    void afterFiftyMegabytesOfOneLineReadingGoesOnAtTheNextBlock() {
        // Given
        feed("event: big\nid: 1\ndata: ");
        feedTimes(filled('x', 64 * 1024), 800);

        // When
        feed("\ndata: more\n\ndata: next\n\n");

        // Then
        assertThat(sink.outputs)
                .containsExactly(
                        new ParserOutput.Oversize("big", 800 * 64 * 1024 + 5, "1", "1"),
                        new ParserOutput.Event("message", "next", null, "1"));
    }

    @Test
    void aMillionCommentsCostNothing() {
        // Given
        CountingSink counting = new CountingSink();
        EventStreamParser counted = new EventStreamParser(LIMITS, "", counting);
        byte[] thousand = ": still here\n".repeat(1_000).getBytes(UTF_8);

        // When
        long allocated = allocatedBy(() -> {
            for (int i = 0; i < 1_000; i++) {
                counted.feed(thousand, 0, thousand.length);
            }
        });

        // Then
        assertThat(counting.comments).isEqualTo(1_000_000);
        assertThat(allocated).isLessThan(64 * 1024);
    }

    @Test
    void aHundredThousandFieldsInOneBlockCostNoMoreThanTheLargestEvent() {
        for (String field : List.of("unknown: x\n", "id: 1\n", "event: e\n", "event\n", "id\n")) {
            long allocated = allocatedBy(() -> feedTimes(field.repeat(1_000).getBytes(UTF_8), 100));

            assertThat(allocated).as(field).isLessThan(MIB);
        }
    }

    @Test
    void aHundredThousandDataLinesAreOneEvent() {
        // When
        feedTimes("data: x\n".repeat(1_000).getBytes(UTF_8), 100);
        feed("\n");

        // Then
        String data = "x\n".repeat(100_000);
        assertThat(sink.outputs)
                .containsExactly(new ParserOutput.Event("message", data.substring(0, data.length() - 1), null, ""));
    }

    @Test
    void emptyDataLinesCountAsTheLineFeedsTheyBecome() {
        // When
        feedTimes("data\n".repeat(1_024).getBytes(UTF_8), 1_024);
        feed("data\n\n");
        feedTimes("data\n".repeat(1_024).getBytes(UTF_8), 1_024);
        feed("data\ndata\n\n");

        // Then
        assertThat(sink.outputs)
                .containsExactly(
                        new ParserOutput.Event("message", "\n".repeat(MIB), null, ""),
                        new ParserOutput.Oversize("message", MIB + 1, null, ""));
    }

    @Test
    void anEventOfExactlyTheLimitIsDeliveredAndOneByteMoreIsNot() {
        // When
        feed("data: ");
        feed(filled('x', MIB));
        feed("\n\ndata: ");
        feed(filled('x', MIB + 1));
        feed("\n\n");

        // Then
        assertThat(sink.outputs)
                .containsExactly(
                        new ParserOutput.Event("message", "x".repeat(MIB), null, ""),
                        new ParserOutput.Oversize("message", MIB + 1, null, ""));
    }

    @Test
    void anIdOverTheLimitIsIgnoredAndItsEventGoesThrough() {
        // When
        feed("id: 1\ndata: a\n\n");
        feed("id: " + "9".repeat(1_025) + "\ndata: b\n\n");
        feed("id: 2\nid: " + "9".repeat(1_025) + "\ndata: c\n\n");
        feed("id: " + "9".repeat(1_024) + "\ndata: d\n\n");

        // Then
        String longest = "9".repeat(1_024);
        assertThat(sink.outputs)
                .containsExactly(
                        new ParserOutput.Event("message", "a", "1", "1"),
                        new ParserOutput.Event("message", "b", null, "1"),
                        new ParserOutput.Event("message", "c", "2", "2"),
                        new ParserOutput.Event("message", "d", longest, longest));
    }

    @Test
    void anEventWhoseTypeIsOverTheLimitIsToldAsOversizeUnlessALaterTypeReplacesIt() {
        // Given
        String longType = "event: " + "t".repeat(257) + "\n";

        // When
        feed(longType + "id: 1\ndata: lost\n\n");
        feed(longType + "event: short\ndata: kept\n\n");
        feed(longType + "\n");

        // Then
        assertThat(sink.outputs)
                .containsExactly(
                        new ParserOutput.Oversize(null, 4, "1", "1"),
                        new ParserOutput.Event("short", "kept", null, "1"));
    }

    @Test
    void aLargeEventLeavesNoLargeBufferBehind() {
        // Given
        feed("data: ");
        feed(filled('x', MIB));
        feed("\n\n");

        // When
        long first = allocatedBy(() -> feed("data: small\n\n"));
        long second = allocatedBy(() -> feed("data: small\n\n"));

        // Then: the first event after the large one needed a new, small buffer, the second none
        assertThat(first).isLessThan(8 * 1024);
        assertThat(second).isLessThan(first);
    }

    @Test
    void limitsBelowOneByteAreRefused() {
        assertThatThrownBy(() -> new EventStreamLimits(0, 1, 1)).hasMessageContaining("at least 1 byte");
    }

    private void feed(String text) {
        feed(text.getBytes(UTF_8));
    }

    private void feed(byte[] bytes) {
        parser.feed(bytes, 0, bytes.length);
    }

    private void feedTimes(byte[] bytes, int times) {
        for (int i = 0; i < times; i++) {
            feed(bytes);
        }
    }

    private static byte[] filled(char with, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static final class CountingSink implements EventStreamSink {
        private int comments;

        @Override
        public void onComment() {
            comments++;
        }

        @Override
        public void onEvent(String type, byte[] data, @Nullable String ownId, String lastEventId) {
            throw new AssertionError("no event was sent");
        }

        @Override
        public void onId(String lastEventId) {
            throw new AssertionError("no id was sent");
        }

        @Override
        public void onOversize(@Nullable String type, long dataBytes, @Nullable String ownId, String lastEventId) {
            throw new AssertionError("no event was sent");
        }

        @Override
        public void onRetry(long millis) {
            throw new AssertionError("no retry was sent");
        }
    }
}
