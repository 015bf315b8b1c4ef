package dev.sluice.publisher.usage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which times of keeping usage are taken. */
class UsageConfigTest {
    private static final Duration REPORT = Duration.ofSeconds(10);

    private record FixedUsageConfig(Duration keepMinutes, Duration keepHours, Duration keepDays, Duration reportTimeout)
            implements UsageConfig {}

    @Test
    void theDefaultsAreTaken() {
        assertThatCode(() -> UsageUpkeep.check(
                        new FixedUsageConfig(Duration.ofDays(8), Duration.ofDays(60), Duration.ofDays(730), REPORT)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"PT1H,P60D,P730D", "P2D,P3D,P730D", "P2D,P60D,P59D"})
    void whatCouldNotBeRolledUpAnewIsRefused(Duration minutes, Duration hours, Duration days) {
        assertThatThrownBy(() -> UsageUpkeep.check(new FixedUsageConfig(minutes, hours, days, REPORT)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("keep-hours");
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT0.999S", "PT61S"})
    void aReportHasALimit(Duration limit) {
        assertThatThrownBy(() -> UsageUpkeep.check(
                        new FixedUsageConfig(Duration.ofDays(8), Duration.ofDays(60), Duration.ofDays(730), limit)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("report-timeout");
    }
}
