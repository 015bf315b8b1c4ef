package dev.sluice.relay.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ShardTasksTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final ShardTasks tasks = new ShardTasks(() -> {});
    private final List<String> run = new ArrayList<>();

    @Test
    void tasksAreRunInTheirOrderUntilOneOfThemSaysThatItIsEnough() throws InterruptedException {
        // Given
        AtomicBoolean isDone = new AtomicBoolean();
        tasks.add(() -> run.add("first"));
        tasks.add(() -> isDone.set(true));
        tasks.add(() -> run.add("late"));

        // When
        tasks.runUntil(isDone::get, in(LONG));

        // Then
        assertThat(run).containsExactly("first");
        tasks.runSome(LONG);
        assertThat(run).containsExactly("first", "late");
    }

    @Test
    void aTaskOfAnotherThreadIsNotWaitedForLonger() throws InterruptedException {
        // Given
        AtomicBoolean isDone = new AtomicBoolean();
        long deadline = in(LONG);

        // When
        Thread.ofVirtual().start(() -> tasks.add(() -> isDone.set(true)));
        tasks.runUntil(isDone::get, deadline);

        // Then
        assertThat(isDone).isTrue();
        assertThat(deadline - System.nanoTime()).isPositive();
    }

    @Test
    void theTimeIsOverWithoutATaskToo() throws InterruptedException {
        // Given
        long deadline = in(Duration.ofMillis(20));

        // When
        tasks.runUntil(() -> false, deadline);

        // Then
        assertThat(System.nanoTime() - deadline).isNotNegative();
    }

    @Test
    void tasksThatBringForthTasksDoNotKeepTheThreadFromItsClock() throws InterruptedException {
        // Given
        tasks.add(this::runAndComeAgain);

        // When
        tasks.runSome(LONG);

        // Then
        assertThat(run).hasSize(64);
    }

    private void runAndComeAgain() {
        run.add("again");
        tasks.add(this::runAndComeAgain);
    }

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }
}
