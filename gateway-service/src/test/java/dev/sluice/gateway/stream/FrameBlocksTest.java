package dev.sluice.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.event.FeedRecord;
import dev.sluice.model.event.RecordKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameBlocksTest {
    private final FrameEncoder encoder = new FrameEncoder(PooledByteBufAllocator.DEFAULT);
    private final List<Frame> frames = new ArrayList<>();

    @AfterEach
    void nothingIsKept() {
        List<ByteBuf> blocks = blocks();
        frames.forEach(Frame::release);
        assertThat(blocks).allMatch(block -> block.refCnt() == 0);
    }

    @Test
    void whatWasReadTogetherLiesTogetherAsIfEachWereAlone() {
        List<FeedRecord> rows = IntStream.range(0, 75)
                .mapToObj(i -> row(i, null, "x".repeat(i)))
                .toList();
        encode(rows, 1);

        assertThat(blocks()).hasSize(1);
        assertThat(frames).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            Frame alone = encoder.encode("channel", rows.get(i));
            assertThat(text(frames.get(i))).isEqualTo(text(alone));
            assertThat(frames.get(i).payload()).isEqualTo(alone.payload());
            assertThat(frames.get(i).type()).isEqualTo(alone.type());
            alone.release();
        }
    }

    @Test
    void aBlockGoesWithTheLastReferenceOfItsLastFrame() {
        encode(List.of(row(0, null, "a"), row(1, null, "b")), 2);
        ByteBuf block = frames.getFirst().block();

        assertThat(block.refCnt()).isEqualTo(4);
        frames.forEach(Frame::release);
        assertThat(block.refCnt()).isEqualTo(2);
        assertThat(text(frames.get(1))).contains("data: b\n");
    }

    @Test
    void aBlockHasABound() {
        encode(
                IntStream.range(0, 300)
                        .mapToObj(i -> row(i, "t", "y".repeat(1000)))
                        .toList(),
                1);

        assertThat(blocks()).hasSizeBetween(5, 8);
        assertThat(blocks()).allMatch(block -> block.capacity() <= FrameBlocks.LARGEST);
    }

    @Test
    void whatIsLargerThanABlockHasItsOwn() {
        String large = "z".repeat(200_000);
        encode(List.of(row(0, null, "a"), row(1, null, large), row(2, null, "b")), 1);

        assertThat(frames.get(1).payload().toString(UTF_8)).contains("data: " + large + "\n");
        assertThat(text(frames.get(2))).contains("data: b\n");
        assertThat(frames.get(2).block()).isNotSameAs(frames.get(1).block());
    }

    @Test
    void linesAndTypesBeyondTheExpectedHaveRoom() {
        encode(
                IntStream.range(0, 20)
                        .mapToObj(i -> row(i, "sluice." + "t".repeat(i * 20), "\n".repeat(i * 10)))
                        .toList(),
                1);

        for (int i = 0; i < 20; i++) {
            assertThat(text(frames.get(i)))
                    .contains("event: backend.sluice." + "t".repeat(i * 20) + "\n" + "data: \n".repeat(i * 10 + 1));
        }
    }

    @Test
    void roomThatWasExpectedAndNotNeededIsGivenBack() {
        try (FrameBlocks blocks = encoder.blocks(1000, 50_000, 1)) {
            frames.add(encoder.encode("channel", "abcdefghij", row(0, null, "a"), blocks));
        }

        assertThat(frames.getFirst().block().capacity()).isLessThan(200);
        assertThat(text(frames.getFirst())).contains("data: a\n");
    }

    private void encode(List<FeedRecord> rows, int owners) {
        int data = rows.stream().mapToInt(row -> row.data().length).sum();
        try (FrameBlocks blocks = encoder.blocks(rows.size(), data, owners)) {
            rows.forEach(row -> frames.add(encoder.encode("channel", row.generation(), row, blocks)));
        }
    }

    private List<ByteBuf> blocks() {
        return frames.stream().map(Frame::block).distinct().toList();
    }

    private static String text(Frame frame) {
        return frame.block().toString(frame.start(), frame.bytes(), UTF_8);
    }

    private static FeedRecord row(int number, @Nullable String type, String data) {
        return new FeedRecord(
                number, 0, RecordKind.EVENT, "channel", 0, "abcdefghij", number + 1, type, null, data.getBytes(UTF_8));
    }
}
