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
        assertThat(Resumption.of(sight(first, StreamEnd.SEEN_ENOUGH), sight(resumed, StreamEnd.SEEN_ENOUGH)))
                .isEqualTo(expected);
    }

    @Test
    void silenceSaysSomethingOnlyWhereTheNextEventIsKnown() {
        StreamSight silence = new StreamSight(null, List.of(), 2, null, StreamEnd.TIME_IS_UP);
        StreamSight lost = new StreamSight(null, List.of(), 0, null, StreamEnd.ENDED);

        assertThat(Resumption.of(sight("5 6", StreamEnd.TIME_IS_UP), silence)).isEqualTo(Resumption.IGNORED);
        assertThat(Resumption.of(sight("5", StreamEnd.TIME_IS_UP), silence)).isEqualTo(Resumption.UNKNOWN);
        assertThat(Resumption.of(sight("5 6", StreamEnd.TIME_IS_UP), lost)).isEqualTo(Resumption.UNKNOWN);
    }

    private static StreamSight sight(String ids, StreamEnd end) {
        List<SeenEvent> events = Arrays.stream(ids.split(" "))
                .map(id -> new SeenEvent("message", id.equals("-") ? null : id, ""))
                .toList();
        return new StreamSight(1L, events, 0, null, end);
    }
}
