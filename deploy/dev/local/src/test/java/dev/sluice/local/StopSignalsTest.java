package dev.sluice.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopSignalsTest {
    @ParameterizedTest
    @CsvSource({
        "'\t0000000000000000', false",
        "'\t0000000000000002', true",
        "'\t0000000000000006', true",
        "'\t0000000000001005', false",
        "'\tffffffffffffffff', true"
    })
    void theSystemSaysWhetherCtrlCIsIgnored(String mask, boolean ignored) {
        assertThat(StopSignals.ignoresInterrupt(mask)).isEqualTo(ignored);
    }
}
