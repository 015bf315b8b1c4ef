package dev.sluice.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MedianTest {
    @Test
    void oneRoundThatWasDisturbedDoesNotMoveIt() {
        assertThat(medianOf(3, 900, 1)).isEqualTo(3);
    }

    @Test
    void itLiesBetweenTheTwoInTheMiddle() {
        assertThat(medianOf(4, 1, 900, 2)).isEqualTo(3);
    }

    @Test
    void withoutAnyRoundThereIsNone() {
        assertThatThrownBy(() -> medianOf()).hasMessage("there is no median of nothing");
    }

    private static double medianOf(double... values) {
        Median median = new Median();
        DoubleStream.of(values).forEach(median::add);
        return median.value();
    }
}
