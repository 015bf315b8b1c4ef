package dev.sluice.publisher.api.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionOrderTest {
    @ParameterizedTest
    @CsvSource({
        "1.0.0,2.0.0",
        "9.0.0,10.0.0",
        "1.0,1.0.1",
        "v2,v10",
        "1.2.9,1.10.0",
        "1.0-2,1.0-11",
        "1.0.0,1.0.beta",
        "alpha,Beta",
        "00001,2"
    })
    void oneVersionIsOlder(String older, String newer) {
        assertThat(VersionOrder.OLDER_FIRST.compare(older, newer)).isNegative();
        assertThat(VersionOrder.OLDER_FIRST.compare(newer, older)).isPositive();
    }

    @Test
    void differentTextsAreNeverTheSameVersion() {
        assertThat(VersionOrder.OLDER_FIRST.compare("1.0", "1-0")).isNotZero();
        assertThat(VersionOrder.OLDER_FIRST.compare("1.0", "1.0")).isZero();
    }

    @Test
    void theOrderIsOne() {
        List<String> versions = List.of(
                "1", "1.0", "1.0.0", "1.0.0-rc1", "1.0.0-rc2", "2", "v1", "v2", "10", "1.a", "1.10", "1.9", "-");
        for (String a : versions) {
            for (String b : versions) {
                assertThat(Integer.signum(VersionOrder.OLDER_FIRST.compare(a, b)))
                        .isEqualTo(-Integer.signum(VersionOrder.OLDER_FIRST.compare(b, a)));
                for (String c : versions) {
                    if (VersionOrder.OLDER_FIRST.compare(a, b) < 0 && VersionOrder.OLDER_FIRST.compare(b, c) < 0) {
                        assertThat(VersionOrder.OLDER_FIRST.compare(a, c))
                                .as("%s < %s < %s", a, b, c)
                                .isNegative();
                    }
                }
            }
        }
    }
}
