package dev.sluice.publisher.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a message that has not arrived is sent again. */
class RetryTimesTest {
    private final Random random = new Random(1);

    @Test
    void tenAttemptsTakeAboutADay() {
        List<Duration> waits = IntStream.range(1, 10)
                .mapToObj(attempt -> RetryTimes.after(attempt, random))
                .flatMap(Optional::stream)
                .toList();

        assertThat(waits).hasSize(9).isSorted();
        assertThat(waits.getFirst()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_500));
        assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofHours(23), Duration.ofHours(27));
        assertThat(RetryTimes.after(10, random)).isEmpty();
    }

    @Test
    void whatFailedTogetherIsNotSentAgainTogether() {
        assertThat(IntStream.range(0, 10).mapToObj(_ -> RetryTimes.after(3, random)))
                .doesNotHaveDuplicates();
    }
}
