package dev.sluice.gateway.stream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamLimitsTest {
    @ParameterizedTest
    @CsvSource({"999, 30000, stall-timeout", "15000, 0, tcp-user-timeout", "15000, 3600001, tcp-user-timeout"})
    void aTimeoutOutOfBoundsIsToldWithItsKey(long stallMillis, long userMillis, String key) {
        assertThatThrownBy(() -> new StreamLimits(0, 0, Duration.ofMillis(stallMillis), Duration.ofMillis(userMillis)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sluice.gateway.stream." + key + " must be 1s..1h");
    }
}
