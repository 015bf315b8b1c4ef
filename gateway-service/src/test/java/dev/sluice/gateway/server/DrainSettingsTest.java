package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainSettingsTest {
    private static final String PREFIX = "sluice.gateway.drain.";

    @Test
    void twentyThousandStreamsLeaveWithinTwentySeconds() {
        assertThat(settings("window", "30s"))
                .isEqualTo(new DrainSettings(Duration.ofSeconds(5), 20_000 / 20, Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource({"notice, -1s", "notice, 301s", "streams-per-second, 0", "window, 999ms", "window, 601s"})
    void aValueOutOfBoundsIsToldWithItsKey(String key, String value) {
        assertThatThrownBy(() -> settings(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(PREFIX + key + " must be ");
    }

    private static DrainSettings settings(String key, String value) {
        return DrainSettings.of(new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(DrainConfig.class)
                .withDefaultValue(PREFIX + key, value)
                .build()
                .getConfigMapping(DrainConfig.class));
    }
}
