package dev.sluice.relay.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconnectPolicyTest {
    private static final Duration MIN = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofSeconds(30);
    private static final Duration SHORT_LIFE = Duration.ofSeconds(1);

    @Test
    void theWindowDoublesUpToItsMaximum() {
        // Given
        ReconnectPolicy policy = new ReconnectPolicy(MIN, MAX, new ExtremeRandom(true));

        // When
        Duration[] waits = new Duration[50];
        for (int i = 0; i < waits.length; i++) {
            waits[i] = policy.afterLoss(SHORT_LIFE, null);
        }

        // Then
        assertThat(waits).startsWith(seconds(1), seconds(2), seconds(4), seconds(8), seconds(16), seconds(30));
        assertThat(waits[49]).isEqualTo(MAX);
    }

    @Test
    void theWaitMayBeNothing() {
        assertThat(new ReconnectPolicy(MIN, MAX, new ExtremeRandom(false)).afterLoss(SHORT_LIFE, null))
                .isZero();
    }

    @Test
    void aConnectionThatLivedLongerThanTheWaitBeforeItBeginsAnew() {
        // Given
        ReconnectPolicy policy = new ReconnectPolicy(MIN, MAX, new ExtremeRandom(true));
        policy.onRetry(60_000);
        policy.afterLoss(SHORT_LIFE, null);
        policy.afterLoss(SHORT_LIFE, null);

        // When
        Duration afterItsWait = policy.afterLoss(seconds(2), null);
        Duration afterMore = policy.afterLoss(seconds(4).plusMillis(1), null);

        // Then
        assertThat(afterItsWait).isEqualTo(seconds(60 + 4));
        assertThat(afterMore).isEqualTo(seconds(60 + 1));
    }

    @Test
    void anOrderlyEndIsNoFailure() {
        // Given
        ReconnectPolicy policy = new ReconnectPolicy(MIN, MAX, new ExtremeRandom(true));

        // When // Then
        for (int i = 0; i < 50; i++) {
            assertThat(policy.afterEnd(Duration.ZERO)).isEqualTo(MIN);
        }
        policy.afterLoss(SHORT_LIFE, null);
        policy.afterLoss(SHORT_LIFE, null);
        assertThat(policy.afterEnd(Duration.ZERO)).isEqualTo(seconds(4));
        assertThat(policy.afterEnd(seconds(5))).isEqualTo(MIN);
    }

    @ParameterizedTest
    @CsvSource({"0,PT0.1S", "99,PT0.1S", "3000,PT3S", "3600000,PT1H", "9223372036854775807,PT1H"})
    void aRetryFieldIsClampedAndLiesBelowTheRandomWait(long millis, Duration floor) {
        // Given
        ReconnectPolicy policy = new ReconnectPolicy(MIN, MAX, new ExtremeRandom(false));

        // When
        policy.onRetry(millis);

        // Then
        assertThat(policy.afterLoss(SHORT_LIFE, null)).isEqualTo(floor);
    }

    @Test
    void theLaterOfRetryAndRetryAfterHolds() {
        // Given
        ReconnectPolicy policy = new ReconnectPolicy(MIN, MAX, new ExtremeRandom(false));

        // When
        policy.onRetry(10_000);

        // Then
        assertThat(policy.afterLoss(SHORT_LIFE, seconds(5))).isEqualTo(seconds(10));
        assertThat(policy.afterLoss(SHORT_LIFE, seconds(20))).isEqualTo(seconds(20));
        assertThat(policy.afterLoss(SHORT_LIFE, Duration.ofDays(9))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aRefusalIsAskedAboutAfterHalfAMinuteToTenMinutesUntilTheBackendIsLive() {
        // Given
        ReconnectPolicy policy = new ReconnectPolicy(MIN, MAX, new ExtremeRandom(false));

        // When
        Duration first = policy.afterRefusal();
        Duration second = policy.afterRefusal();
        for (int i = 0; i < 60; i++) {
            policy.afterRefusal();
        }

        // Then
        assertThat(first).isEqualTo(seconds(30));
        assertThat(second).isEqualTo(seconds(60));
        assertThat(policy.afterRefusal()).isEqualTo(Duration.ofMinutes(10));
        policy.onLive();
        assertThat(policy.afterRefusal()).isEqualTo(seconds(30));
    }

    @Test
    void aBackoffThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new ReconnectPolicy(MAX, MIN, new ExtremeRandom(true)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReconnectPolicy(Duration.ZERO, MIN, new ExtremeRandom(true)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    /** Draws always the least or always the most. */
    private record ExtremeRandom(boolean isMost) implements RandomGenerator {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return isMost ? bound - 1 : 0;
        }
    }
}
