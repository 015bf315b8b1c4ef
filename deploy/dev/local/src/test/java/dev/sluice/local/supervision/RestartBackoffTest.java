package dev.sluice.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {
    private final RestartBackoff backoff = new RestartBackoff();

    @Test
    void itDoublesFromHalfASecondToFiveSeconds() {
        assertThat(Stream.generate(() -> backoff.afterExit(Duration.ZERO))
                        .limit(6)
                        .map(Duration::toMillis))
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L);
    }

    @Test
    void itStartsAgainAfterTwentySecondsOfHealth() {
        backoff.afterExit(Duration.ZERO);
        backoff.afterExit(Duration.ofMillis(19_999));

        assertThat(backoff.afterExit(Duration.ofSeconds(20))).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aShortHealthDoesNotShortenIt() {
        backoff.afterExit(Duration.ZERO);

        assertThat(backoff.afterExit(Duration.ofMillis(19_999))).isEqualTo(Duration.ofSeconds(1));
    }
}
