package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadRestTest {
    private final ReadRest rest = new ReadRest();

    @Test
    void eachRestIsTwiceAsLongUpToAMinuteUntilSomethingIsRead() {
        assertThat(Stream.generate(() -> rest.begin(0).toSeconds()).limit(8))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        rest.onRead();
        assertThat(rest.begin(0)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void itEndsOnceWhenItIsOver() {
        long start = Long.MAX_VALUE - 5; // nanoTime may be anything, and overflow
        rest.begin(start);
        assertThat(rest.endIfOver(start + 999_999_999)).isFalse();
        assertThat(rest.isResting()).isTrue();
        assertThat(rest.endIfOver(start + 1_000_000_000)).isTrue();
        assertThat(rest.isResting()).isFalse();
        assertThat(rest.endIfOver(start + 2_000_000_000)).isFalse();
    }

    @Test
    void oneThatWasCancelledDoesNotEnd() {
        rest.begin(0);
        rest.cancel();
        assertThat(rest.endIfOver(Duration.ofHours(1).toNanos())).isFalse();
    }
}
