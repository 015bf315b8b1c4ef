package dev.sluice.service.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.BlockingClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServiceThreadsTest {
    private static final Duration SHORT_TURN = Duration.ofMillis(50);

    private record Failure(String thread, Throwable cause) {}

    private final BlockingQueue<Failure> failures = new LinkedBlockingQueue<>();
    private final ServiceThreads threads =
            new ServiceThreads((thread, cause) -> failures.add(new Failure(thread, cause)), SHORT_TURN);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void aLoopThatThrowsEndsTheProcessWithItsNameAndCause() throws Exception {
        threads.thread("tail", self -> {
                    throw new IllegalStateException("broken");
                })
                .start();

        Failure failure = failures.take();

        assertThat(failure.thread()).isEqualTo("tail");
        assertThat(failure.cause()).hasMessage("broken");
    }

    @Test
    void anErrorEndsTheProcessEvenWhileTheThreadIsAskedToEnd() throws Exception {
        ServiceThread thread = threads.thread("tail", self -> {
            self.end();
            throw new OutOfMemoryError("direct");
        });

        thread.start();

        assertThat(failures.take().cause()).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void aLoopThatReturnsUnaskedEndsTheProcess() throws Exception {
        ServiceThread thread = threads.thread("tail", self -> {});

        thread.start();

        assertThat(failures.take().thread()).isEqualTo("tail");
        thread.join(Duration.ofSeconds(10));
        assertThat(threads.problems()).containsExactly("tail has ended");
    }

    @Test
    void aLoopThatEndsWhenAskedIsNoFailure() {
        ServiceThread thread = threads.thread("tail", self -> {
            while (self.isRunning()) {
                release.await();
            }
        });
        thread.start();

        thread.end();
        thread.interrupt();
        thread.join(Duration.ofSeconds(10));

        assertThat(failures).isEmpty();
        assertThat(threads.problems()).isEmpty();
    }

    @Test
    void aThreadThatWasNeverStartedIsNotWaitedFor() {
        ServiceThread thread = threads.thread("tail", self -> release.await());

        thread.end();
        thread.join(Duration.ofSeconds(10));

        assertThat(failures).isEmpty();
        assertThat(threads.problems()).isEmpty();
    }

    @Test
    void aThreadThatIsStuckInOurOwnCodeIsAProblem() {
        threads.thread("tail", self -> release.await()).start();

        await(() -> !threads.problems().isEmpty());

        assertThat(threads.problems().getFirst()).startsWith("tail is stuck for ");
    }

    @Test
    void aThreadThatWaitsForKafkaIsNoProblemHoweverLong() {
        CountDownLatch entered = new CountDownLatch(1);
        AtomicLong begun = new AtomicLong();
        threads.thread("tail", self -> {
                    begun.set(System.nanoTime());
                    BlockingClient.await(entered, release);
                })
                .start();

        await(() -> entered.getCount() == 0 && System.nanoTime() - begun.get() > 3 * SHORT_TURN.toNanos());

        assertThat(threads.problems()).isEmpty();
    }

    @Test
    void aTaskThatThrowsEndsTheProcess() throws Exception {
        try (ScheduledExecutorService timer = threads.timer("demands")) {
            timer.execute(() -> {
                throw new IllegalStateException("broken");
            });

            assertThat(failures.take().thread()).isEqualTo("demands");
        }
    }

    @Test
    void aTaskThatIsScheduledAndThrowsEndsTheProcess() throws Exception {
        try (ScheduledExecutorService timer = threads.timer("demands")) {
            timer.schedule(
                    () -> {
                        throw new AssertionError("broken");
                    },
                    1,
                    TimeUnit.MILLISECONDS);

            assertThat(failures.take().cause()).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void aTimerThatHasNothingToDoIsNoProblemAndOneThatIsStuckIs() {
        try (ScheduledExecutorService timer = threads.timer("demands")) {
            assertThat(threads.problems()).isEmpty();

            timer.execute(() -> {
                try {
                    release.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });

            await(() -> !threads.problems().isEmpty());
            release.countDown();
        }
        assertThat(threads.problems()).isEmpty();
    }

    @Test
    void aThreadOfALibraryIsJudgedByItsLastTurn() {
        AtomicLong lastTurn = new AtomicLong(System.nanoTime());
        threads.watch("stream-1", lastTurn::get);
        assertThat(threads.problems()).isEmpty();

        lastTurn.set(System.nanoTime() - 2 * SHORT_TURN.toNanos());

        assertThat(threads.problems()).hasSize(1);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the condition has not come").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
