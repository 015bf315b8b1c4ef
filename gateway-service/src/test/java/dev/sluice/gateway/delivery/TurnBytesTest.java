package dev.sluice.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnBytesTest {
    private static final int KIB = 1024;
    private static final int MAX = 64 * KIB;

    @Test
    void whoTakesAllIsSoonGivenAsMuchAsMayBeUnsent() {
        int turn = TurnBytes.first(MAX);
        assertThat(turn).isEqualTo(8 * KIB);
        for (int i = 0; i < 3; i++) {
            turn = TurnBytes.more(turn, MAX);
        }
        assertThat(turn).isEqualTo(MAX);
        assertThat(TurnBytes.more(turn, MAX)).isEqualTo(MAX);
    }

    @Test
    void whoDoesNotIsGivenLittle() {
        int turn = TurnBytes.less(MAX, MAX);
        assertThat(turn).isEqualTo(16 * KIB);
        turn = TurnBytes.less(turn, MAX);
        assertThat(turn).isEqualTo(8 * KIB);
        assertThat(TurnBytes.less(turn, MAX)).isEqualTo(8 * KIB);
    }

    @Test
    void theBoundHoldsHoweverSmallOrLarge() {
        assertThat(TurnBytes.first(100)).isEqualTo(100);
        assertThat(TurnBytes.more(100, 100)).isEqualTo(100);
        assertThat(TurnBytes.less(100, 100)).isEqualTo(100);
        assertThat(TurnBytes.more(1 << 30, Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    }
}
