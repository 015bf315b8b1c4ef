package dev.sluice.gateway.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopLagTest {
    private static final long PERIOD = millis(50);
    private static final long MAX = millis(100);

    private long now = millis(1000);
    private final LoopLag lag = new LoopLag(MAX, PERIOD, now);

    @Test
    void aBacklogThatLastsForASecondIsOverload() {
        taskAfter(160);
        for (int i = 0; i < 6; i++) {
            taskAfter(160);
            assertThat(lag.isOverloaded()).isFalse();
        }

        taskAfter(160);

        assertThat(lag.isOverloaded()).isTrue();
    }

    @Test
    void oneLongPauseIsNot() {
        taskAfter(5000);

        assertThat(lag.isOverloaded()).isFalse();
    }

    @Test
    void oneTaskInTimeEndsIt() {
        for (int i = 0; i < 20; i++) {
            taskAfter(160);
        }
        assertThat(lag.isOverloaded()).isTrue();

        taskAfter(150);

        assertThat(lag.isOverloaded()).isFalse();
        taskAfter(160);
        assertThat(lag.isOverloaded()).isFalse();
    }

    @Test
    void withoutABoundNothingIs() {
        LoopLag unbounded = new LoopLag(0, PERIOD, now);
        for (int i = 0; i < 100; i++) {
            now += millis(1000);
            unbounded.onTask(now);
        }

        assertThat(unbounded.isOverloaded()).isFalse();
    }

    private void taskAfter(long millis) {
        now += millis(millis);
        lag.onTask(now);
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
