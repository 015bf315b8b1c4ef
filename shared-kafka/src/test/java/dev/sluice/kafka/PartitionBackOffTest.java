package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartitionBackOffTest {
    private final PartitionBackOff backOff = new PartitionBackOff();

    @Test
    void eachPauseIsTwiceAsLongUpToAMinuteUntilSomethingIsRead() {
        assertThat(Stream.generate(() -> backOff.begin(0).toSeconds()).limit(8))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        backOff.onRead();
        assertThat(backOff.begin(0)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void itEndsOnceWhenItIsOver() {
        long start = Long.MAX_VALUE - 5; // nanoTime may be anything, and overflow
        backOff.begin(start);
        assertThat(backOff.endIfOver(start + 999_999_999)).isFalse();
        assertThat(backOff.isWaiting()).isTrue();
        assertThat(backOff.endIfOver(start + 1_000_000_000)).isTrue();
        assertThat(backOff.isWaiting()).isFalse();
        assertThat(backOff.endIfOver(start + 2_000_000_000)).isFalse();
    }

    @Test
    void oneThatWasCancelledDoesNotEnd() {
        backOff.begin(0);
        backOff.cancel();
        assertThat(backOff.endIfOver(Duration.ofHours(1).toNanos())).isFalse();
    }
}
