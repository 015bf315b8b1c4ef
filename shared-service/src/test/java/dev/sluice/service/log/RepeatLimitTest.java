package dev.sluice.service.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepeatLimitTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final AtomicLong clock = new AtomicLong();
    private final RepeatLimit limit = new RepeatLimit(INTERVAL, 3, clock::get);

    @Test
    void theFirstMessageIsLetThroughAtOnceAndThenOneInEachIntervalWithTheNumberOfTheOthers() {
        assertThat(limit.pass("a")).isZero();
        assertThat(limit.pass("a")).isEqualTo(RepeatLimit.LEFT_OUT);
        clock.addAndGet(INTERVAL.toNanos() - 1);
        assertThat(limit.pass("a")).isEqualTo(RepeatLimit.LEFT_OUT);
        clock.addAndGet(1);
        assertThat(limit.pass("a")).isEqualTo(2);
        assertThat(limit.pass("a")).isEqualTo(RepeatLimit.LEFT_OUT);
    }

    @Test
    void messagesOfAnotherKeyAreNotHeldBack() {
        assertThat(limit.pass("a")).isZero();
        assertThat(limit.pass("b")).isZero();
    }

    @Test
    void moreKeysThanAreToldApartShareOne() {
        // Given
        limit.pass("a");
        limit.pass("b");
        limit.pass("c");

        // Then
        assertThat(limit.pass("d")).isZero();
        assertThat(limit.pass("e")).isEqualTo(RepeatLimit.LEFT_OUT);
        assertThat(limit.pass("a")).isEqualTo(RepeatLimit.LEFT_OUT);
    }

    @Test
    void keysThatHaveBeenQuietMakeRoom() {
        // Given
        limit.pass("a");
        limit.pass("b");
        limit.pass("c");
        clock.addAndGet(INTERVAL.toNanos());

        // Then
        assertThat(limit.pass("d")).isZero();
        assertThat(limit.pass("e")).isZero();
    }
}
