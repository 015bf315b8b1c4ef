package dev.sluice.publisher.oauth.keymanager;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often keys may be fetched, and how old they may be. */
class KeyManagerConfigTest {
    private record FixedKeyManagerConfig(Duration refreshEvery, Duration maxAge) implements KeyManagerConfig {}

    @Test
    void theDefaultsAreTaken() {
        assertThatCode(() -> KeyRefresh.check(new FixedKeyManagerConfig(Duration.ofMinutes(5), Duration.ofHours(24))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"PT9S,PT24H", "P2D,P5D", "PT5M,PT9M", "PT5M,P31D"})
    void keysThatWouldBeTooOldBeforeTheyAreFetchedAgainAreNotSet(Duration refreshEvery, Duration maxAge) {
        assertThatThrownBy(() -> KeyRefresh.check(new FixedKeyManagerConfig(refreshEvery, maxAge)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("max-age");
    }
}
