package dev.sluice.publisher.api.endpoint.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResumptionTest {
    /** Blanks part ids, {@code -} is an event without one. */
    @ParameterizedTest
    @CsvSource({
        "5 6 7, 6 7 8, YES",
        "5 - 6, - 6 7, YES",
        "5, 6, YES",
        "10 20 30, 20 30 40, YES",
        "5 6 7, 5 6 7, REPEATS",
        "5 6 7, 1 2 3, REPEATS",
        "5 6 7, 7 8 9, IGNORED",
        "5 6 7, 20 21 22, IGNORED",
        "5, 20, UNKNOWN",
        "x y z, y z, YES",
        "x y z, x y, REPEATS",
        "x y z, z, IGNORED",
        "x y z, u, IGNORED",
        "x, u, UNKNOWN",
        "5 6 7, - -, UNKNOWN"
    })
    void isToldByTheFirstIdThatComesBehindTheOneAskedFor(String first, String resumed, Resumption expected) {
        assertThat(Resumption.of(sample(first, StreamEnd.ENOUGH), sample(resumed, StreamEnd.ENOUGH)))
                .isEqualTo(expected);
    }

    @Test
    void silenceSaysSomethingOnlyWhereTheNextEventIsKnown() {
        StreamSample silence = new StreamSample(null, List.of(), 2, null, StreamEnd.TIME_IS_UP);
        StreamSample lost = new StreamSample(null, List.of(), 0, null, StreamEnd.ENDED);

        assertThat(Resumption.of(sample("5 6", StreamEnd.TIME_IS_UP), silence)).isEqualTo(Resumption.IGNORED);
        assertThat(Resumption.of(sample("5", StreamEnd.TIME_IS_UP), silence)).isEqualTo(Resumption.UNKNOWN);
        assertThat(Resumption.of(sample("5 6", StreamEnd.TIME_IS_UP), lost)).isEqualTo(Resumption.UNKNOWN);
    }

    private static StreamSample sample(String ids, StreamEnd end) {
        List<SampleEvent> events = Arrays.stream(ids.split(" "))
                .map(id -> new SampleEvent("message", id.equals("-") ? null : id, ""))
                .toList();
        return new StreamSample(1L, events, 0, null, end);
    }
}
