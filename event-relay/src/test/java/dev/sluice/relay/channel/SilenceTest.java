package dev.sluice.relay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private final Silence silence = new Silence();

    @Test
    void aMinuteIsTheLeast() {
        // When
        silence.begin(0);
        silence.onBytes(nanos(1));

        // Then
        assertThat(silence.left(nanos(1))).isEqualTo(Duration.ofSeconds(60));
        assertThat(silence.left(nanos(62))).isNegative();
    }

    @Test
    void threeTimesTheLongestSilenceOfTheLastHourIsWaitedFor() {
        // Given
        silence.begin(0);
        silence.onBytes(nanos(50));

        // When
        for (int second = 51; second < 55 * 60; second++) {
            silence.onBytes(nanos(second));
        }

        // Then
        assertThat(silence.left(nanos(55 * 60 - 1))).isEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void anOlderSilenceIsForgotten() {
        // Given
        silence.begin(0);
        silence.onBytes(nanos(50));

        // When
        for (int second = 51; second < 65 * 60; second++) {
            silence.onBytes(nanos(second));
        }

        // Then
        assertThat(silence.left(nanos(65 * 60 - 1))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void theTimeBetweenTwoConnectionsIsNoSilence() {
        // Given
        silence.begin(0);
        silence.onBytes(nanos(1));

        // When
        silence.begin(nanos(500));
        silence.onBytes(nanos(501));

        // Then
        assertThat(silence.left(nanos(501))).isEqualTo(Duration.ofSeconds(60));
    }

    private static long nanos(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
