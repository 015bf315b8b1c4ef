package dev.sluice.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.benchmark.load.LoadResult;
import dev.sluice.benchmark.server.CoreTime;
import dev.sluice.benchmark.server.Cpu;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    @Test
    void cpuIsSharedAmongTheDeliveries() {
        Measurement measured = measurement(new Cpu(2_000, 10_000, 500), new CoreTime(0, 0));

        assertThat(measured.deliveriesPerSecond()).isEqualTo(500);
        assertThat(measured.userMicrosPerDelivery()).isEqualTo(2);
        assertThat(measured.systemMicrosPerDelivery()).isEqualTo(10);
        assertThat(measured.microsPerDelivery()).isEqualTo(12);
        assertThat(measured.compilerMicrosPerDelivery()).isEqualTo(0.5);
    }

    @Test
    void whatTheCoreDidBesideTheServerWasForOthers() {
        Measurement measured = measurement(new Cpu(100_000, 300_000, 0), new CoreTime(2_000_000, 1_500_000));

        assertThat(measured.othersPercent()).isEqualTo(5);
    }

    private static Measurement measurement(Cpu cpu, CoreTime core) {
        LoadResult received = new LoadResult(1000, 1000, 0, 0, 0, 0, new Histogram(1000, 3));
        return new Measurement(received, cpu, core, 2);
    }
}
