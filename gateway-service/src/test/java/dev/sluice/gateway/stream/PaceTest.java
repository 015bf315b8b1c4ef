package dev.sluice.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long RATE = 1000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long NOW = 100 * SECOND;

    @Test
    void soManyBytesTakeTheirTimeFromWhenTheyWereDue() {
        long due = NOW - TimeUnit.MILLISECONDS.toNanos(5);

        assertThat(Pace.after(due, NOW, 500, RATE)).isEqualTo(due + SECOND / 2);
    }

    @Test
    void whatWasNotSentForLongIsNotMadeUpFor() {
        assertThat(Pace.after(NOW - 10 * SECOND, NOW, 500, RATE))
                .isEqualTo(NOW - TimeUnit.MILLISECONDS.toNanos(20) + SECOND / 2);
    }

    @Test
    void withoutABoundMoreMayBeSentAtOnce() {
        assertThat(Pace.after(NOW - SECOND, NOW, Long.MAX_VALUE, 0)).isEqualTo(NOW);
    }
}
