package dev.sluice.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.channel.Feed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TailRingTest {
    private static final int FRAME_BYTES = "34\r\nid: aaaaaaaaaa.1.0\nevent: type-1\ndata: e1\n\n\r\n".length();

    private static final long NO_AGE = Long.MAX_VALUE;

    private final LoopFeed feed = new LoopFeed(new Feed("api", 0), limits(0, NO_AGE));
    private final LoopChannel first = new LoopChannel("one", feed);
    private final LoopChannel second = new LoopChannel("other", feed);
    private final ChannelFrames one = first.frames();
    private final ChannelFrames other = second.frames();

    @Test
    void theOldestOfAllChannelsGoesFirstAndNothingBeforeTheEndOfABatch() {
        List<Frame> frames = new ArrayList<>();
        TailRing ring = new TailRing(limits(2L * FRAME_BYTES, NO_AGE), 0);
        for (int i = 0; i < 6; i++) {
            Frame frame = Frames.of("aaaaaaaaaa", i + 1, i);
            frames.add(frame);
            ring.add(i % 2 == 0 ? first : second, frame);
        }
        assertThat(one.end() - one.first() + other.end() - other.first()).isEqualTo(6);

        ring.trim(0);

        assertThat(ring.completeFrom()).isEqualTo(4);
        assertThat(frames.stream().map(frame -> frame.block().refCnt())).containsExactly(0, 0, 0, 0, 1, 1);
        assertThat(one.get(one.first()).offset()).isEqualTo(4);
        assertThat(other.get(other.first()).offset()).isEqualTo(5);
        ring.restart(9);
        assertThat(ring.completeFrom()).isEqualTo(9);
        assertThat(ring.bytes()).isZero();
        assertThat(frames).allMatch(frame -> frame.block().refCnt() == 0);
    }

    @Test
    void aRingOfNoBytesIsCompleteFromWhatComesNext() {
        TailRing ring = new TailRing(limits(0, NO_AGE), 7);
        ring.add(first, Frames.of("aaaaaaaaaa", 1, 7));
        ring.trim(0);
        assertThat(ring.completeFrom()).isEqualTo(8);
        assertThat(one.first()).isEqualTo(one.end());
    }

    @Test
    void whatIsTooOldGoesThoughThereIsRoom() {
        TailRing ring = new TailRing(limits(1 << 20, 1000), 0);
        for (int i = 0; i < 5; i++) {
            ring.add(first, Frames.at(i, 10_000 + i * 100L));
        }
        assertThat(ring.oldestMillis()).isEqualTo(10_000);

        ring.trim(11_000);
        assertThat(ring.completeFrom()).isZero();
        ring.trim(11_250);

        assertThat(ring.completeFrom()).isEqualTo(3);
        assertThat(ring.oldestMillis()).isEqualTo(10_300);
        ring.trim(20_000);
        assertThat(ring.bytes()).isZero();
        assertThat(ring.oldestMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void framesAreFoundByOffsetAndBySequenceOfTheNewestGeneration() {
        for (int i = 1; i <= 100; i++) {
            one.add(Frames.of("aaaaaaaaaa", i, i * 10L));
        }
        for (int i = 0; i < 60; i++) {
            one.removeOldest();
        }
        assertThat(one.ordinalFrom(0)).isEqualTo(60);
        assertThat(one.ordinalFrom(705)).isEqualTo(70);
        assertThat(one.ordinalFrom(1001)).isEqualTo(one.end());
        assertThat(one.find("aaaaaaaaaa", 61)).isNotNull();
        assertThat(one.find("aaaaaaaaaa", 60)).isNull();
        assertThat(one.find("aaaaaaaaaa", 101)).isNull();

        one.add(Frames.of("bbbbbbbbbb", 1, 2000));
        one.add(Frames.of("bbbbbbbbbb", 5, 2010));

        assertThat(one.find("aaaaaaaaaa", 61)).isNull();
        assertThat(one.find("bbbbbbbbbb", 5)).isSameAs(one.get(one.end() - 1));
        assertThat(one.find("bbbbbbbbbb", 3)).isNull();
    }

    @Test
    void aFrameIsWhatItWasMadeOf() {
        Frame frame = Frames.of("aaaaaaaaaa", 3, 40);
        assertThat(frame.payload().toString(UTF_8)).contains("id: aaaaaaaaaa.3.14");
        frame.release();
    }

    private static RingLimits limits(long bytesPerFeed, long maxAgeMillis) {
        return new RingLimits(bytesPerFeed, Long.MAX_VALUE, maxAgeMillis);
    }
}
