package dev.sluice.benchmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {
    @Test
    void cpuIsFoundBehindAProgramsNameWithBlanksAndBrackets() {
        String stat =
                "4711 (a) b (c) S 1 4711 4711 0 -1 4194560 9 0 0 0 123 456 0 0 20 0 5 0 99 1000 20 18446744073709551615";

        assertThat(ProcessFigures.cpuOf(stat)).isEqualTo(new Cpu(1_230_000, 4_560_000, 0));
    }

    @Test
    void aCoresTimeIsOfThatCoreWithoutItsGuests() {
        String stat = """
                cpu  99 99 99 99 99 99 99 99 99 99
                cpu1 10 1 20 300 40 5 6 7 8 9
                cpu10 1 1 1 1 1 1 1 1 1 1
                """;

        assertThat(ProcessFigures.coreTimeOf(stat, 1)).isEqualTo(new CoreTime(3_890_000, 3_400_000));
    }

    @Test
    void residentBytesAreThoseOfTheWholeProcess() {
        String rollup = """
                5581-7ffd ---p 00000000 00:00 0                          [rollup]
                Rss:               2048 kB
                Pss:                512 kB
                """;

        assertThat(ProcessFigures.residentBytesOf(rollup)).isEqualTo(2_097_152);
    }

    @Test
    void aRunningProcessHasUsedMemory() throws IOException {
        assertThat(ProcessFigures.residentBytes(ProcessHandle.current().pid())).isGreaterThan(1 << 20);
    }
}
