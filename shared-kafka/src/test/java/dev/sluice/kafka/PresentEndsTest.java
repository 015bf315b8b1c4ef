package dev.sluice.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class PresentEndsTest {
    private static final TopicPartition FIRST = new TopicPartition("sluice.a", 0);
    private static final TopicPartition SECOND = new TopicPartition("sluice.b", 0);
    private static final long START = Long.MAX_VALUE - 5; // nanoTime may be anything, and overflow

    private final List<CompletableFuture<Map<TopicPartition, Long>>> asked = new ArrayList<>();
    private final List<Long> wakeups = new ArrayList<>();
    private long now = START;
    private final PresentEnds ends = new PresentEnds(List.of(FIRST, SECOND), _ -> question(), () -> wakeups.add(now));

    @Test
    void itIsReachedWhenEveryPositionIsAtItsEndOrPastIt() {
        ends.onBeginning(now);
        ends.askIfDue(now);
        assertThat(ends.isReached(_ -> 100)).isFalse();

        answer(10, 0);

        assertThat(ends.isReached(partition -> partition.equals(FIRST) ? 9 : 5)).isFalse();
        assertThat(ends.isReached(partition -> partition.equals(FIRST) ? 10 : -1))
                .isFalse();
        assertThat(ends.isReached(partition -> partition.equals(FIRST) ? 12 : 0))
                .isTrue();
    }

    @Test
    void callersBeforeTheQuestionAreServedByItAndLaterOnesByTheNext() {
        ends.onBeginning(now);
        CompletableFuture<Void> before = ends.ask();
        CompletableFuture<Void> alsoBefore = ends.ask();
        ends.askIfDue(now);
        CompletableFuture<Void> later = ends.ask();
        ends.askIfDue(now);
        assertThat(asked).hasSize(1);

        answer(10, 10);
        ends.complete();

        assertThat(before).isCompleted();
        assertThat(alsoBefore).isCompleted();
        assertThat(later).isNotDone();
        ends.askIfDue(now);
        assertThat(asked).hasSize(2);
        assertThat(ends.isReached(_ -> 100)).as("the old end").isFalse();
        answer(11, 11);
        ends.complete();
        assertThat(later).isCompleted();
    }

    @Test
    void anEndThatIsNotReachedIsAskedForAgainSinceALogMayHaveBecomeShorter() {
        ends.onBeginning(now);
        CompletableFuture<Void> caller = ends.ask();
        ends.askIfDue(now);
        answer(10, 10);
        pass(Duration.ofSeconds(1));

        ends.askIfDue(now);
        answer(6, 20);

        assertThat(ends.isReached(partition -> partition.equals(FIRST) ? 6 : 9)).isFalse();
        assertThat(ends.isReached(partition -> partition.equals(FIRST) ? 6 : 10))
                .as("what came after the caller is not waited for")
                .isTrue();
        ends.complete();
        assertThat(caller).isCompleted();
    }

    @Test
    void withNoCallerItIsAskedEachSecond() {
        ends.onBeginning(now);
        ends.askIfDue(now);
        answer(0, 0);
        ends.complete();

        pass(Duration.ofMillis(999));
        ends.askIfDue(now);
        assertThat(asked).hasSize(1);
        pass(Duration.ofMillis(1));
        ends.askIfDue(now);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aQuestionThatFailsIsAskedAgainAfterAPauseAndItsCallersWaitOn() {
        ends.onBeginning(now);
        CompletableFuture<Void> caller = ends.ask();
        ends.askIfDue(now);
        asked.getLast().completeExceptionally(new TimeoutException("away"));

        assertThat(ends.takeAnswer(now)).isFalse();
        ends.askIfDue(now);
        assertThat(asked).hasSize(1);
        pass(Duration.ofMillis(500));
        ends.askIfDue(now);
        assertThat(asked).hasSize(2);
        answer(1, 1);
        ends.complete();

        assertThat(caller).isCompleted();
    }

    @Test
    void whatWasAnsweredBeforeANewBeginningCountsNoMore() {
        ends.onBeginning(now);
        CompletableFuture<Void> caller = ends.ask();
        ends.askIfDue(now);
        answer(1, 1);

        ends.onBeginning(now);

        assertThat(ends.isReached(_ -> 100)).isFalse();
        ends.askIfDue(now);
        answer(2, 2);
        ends.complete();
        assertThat(caller).isCompleted();
    }

    @Test
    void aCallerThatWaitsNoMoreIsNoReasonToAsk() {
        ends.onBeginning(now);
        ends.askIfDue(now);
        answer(0, 0);
        ends.complete();
        ends.ask().cancel(false);
        CompletableFuture<Void> caller = ends.ask();

        ends.askIfDue(now);
        answer(1, 1);
        ends.complete();

        assertThat(caller).isCompleted();
        ends.askIfDue(now);
        assertThat(asked).hasSize(2);
    }

    @Test
    void callersAndAnswersWakeTheReader() {
        ends.onBeginning(now);
        ends.ask();
        assertThat(wakeups).hasSize(1);
        ends.askIfDue(now);

        answer(0, 0);

        assertThat(wakeups).hasSize(2);
    }

    private CompletableFuture<Map<TopicPartition, Long>> question() {
        asked.add(new CompletableFuture<>());
        return asked.getLast();
    }

    private void answer(long first, long second) {
        asked.getLast().complete(Map.of(FIRST, first, SECOND, second));
        assertThat(ends.takeAnswer(now)).isTrue();
        assertThat(ends.takeAnswer(now)).as("it is taken once").isFalse();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
