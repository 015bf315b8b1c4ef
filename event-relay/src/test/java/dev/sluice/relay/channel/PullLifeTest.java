package dev.sluice.relay.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a connection is read, and when it is not. */
class PullLifeTest {
    @Test
    void aSilentBackendIsLeftAfterAMinuteAndLongerIfItWasSilentBefore() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send(":|");
        bench.loop.pass(Duration.ofSeconds(40));
        bench.backend.open().send(":|");

        // When
        bench.loop.pass(Duration.ofSeconds(119));
        assertThat(bench.log.statuses).containsExactly("live 200");
        bench.loop.pass(Duration.ofSeconds(1));

        // Then
        assertThat(bench.log.statuses)
                .containsExactly("live 200", "backing-off the backend has been silent for too long");
        assertThat(bench.backend.connections.getFirst().isClosed).isTrue();
    }

    @Test
    void anyByteIsASignOfLife() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream();

        // When
        for (int i = 0; i < 20; i++) {
            bench.loop.pass(Duration.ofSeconds(30));
            bench.backend.open().send("x");
        }

        // Then
        assertThat(bench.log.statuses).containsExactly("live 200");
    }

    @Test
    void aFullLogStopsTheReadingUntilThereIsRoom() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream();
        bench.log.isFull = true;

        // When
        bench.backend.open().send("data: 1||data: 2||");

        // Then
        assertThat(bench.log.lines).containsExactly("1", "2");
        assertThat(bench.backend.open().isPaused).isTrue();
        bench.loop.pass(Duration.ofMinutes(10));
        assertThat(bench.log.statuses).containsExactly("live 200");
        bench.pull.onRoom();
        assertThat(bench.backend.open().isPaused).isTrue();
        bench.log.isFull = false;
        bench.pull.onRoom();
        assertThat(bench.backend.open().isPaused).isFalse();
    }

    @Test
    void whatIsReadInOneTurnOfTheLoopIsCommittedAtItsEnd() {
        // Given
        Bench bench = Bench.first();
        FakeBackend.Connection connection = bench.backend.open().stream();

        // When
        connection.send("data: 1||");
        connection.send("data: 2||");

        // Then
        assertThat(bench.log.isGathering).isTrue();
        bench.loop.turn();
        assertThat(bench.log.isGathering).isFalse();
        connection.send("data: 3||");
        assertThat(bench.log.isGathering).isTrue();
    }

    @Test
    void aStoppedPullHasCommittedWhatItHasRead() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().stream().send("data: 1||");

        // When
        bench.pull.stop();

        // Then
        assertThat(bench.log.isGathering).isFalse();
    }

    @Test
    void aStoppedPullIsDeafAndClosed() {
        // Given
        Bench bench = Bench.first();
        FakeBackend.Connection connection = bench.backend.open().stream();

        // When
        bench.pull.stop();
        connection.send("data: late||").end();
        bench.loop.pass(Duration.ofDays(1));

        // Then
        assertThat(connection.isClosed).isTrue();
        assertThat(bench.log.lines).isEmpty();
        assertThat(bench.log.statuses).containsExactly("live 200");
        assertThat(bench.loop.timers()).isZero();
    }

    @Test
    void aPullThatWaitsCanBeStopped() {
        // Given
        Bench bench = Bench.first();
        bench.backend.open().fail(false, "unreachable");

        // When
        bench.pull.stop();
        bench.loop.pass(Duration.ofDays(1));

        // Then
        assertThat(bench.backend.connections).hasSize(1);
    }

    @Test
    void afterAFaultTheBackendIsAskedToGoOnFromWhatIsWritten() {
        // Given
        Bench bench = Bench.first();
        FakeBackend.Connection first = bench.backend.open().stream().send("id: 1|data: 1||");

        // When
        bench.pull.onFault();

        // Then
        assertThat(first.isClosed).isTrue();
        FakeBackend.Connection next = bench.nextConnection();
        next.stream().send("id: 2|data: 2||");
        assertThat(next.lastEventId()).isEqualTo("1");
        assertThat(bench.log.lines).containsExactly("1#1", "2#2");
    }

    @Test
    void aFaultDoesNotBringAStoppedPullBack() {
        // Given
        Bench bench = Bench.first();
        bench.pull.stop();

        // When
        bench.pull.onFault();

        // Then
        assertThat(bench.pull.state()).isInstanceOf(PullState.Idle.class);
    }

    @Test
    void aBackendThatEndsHealthyStreamsIsAskedAgainWithinASecond() {
        // Given
        Bench bench = Bench.first();
        int streams = 100;

        // When
        for (int i = 0; i < streams; i++) {
            FakeBackend.Connection stream = bench.backend.open().stream().send("data: " + i + "||");
            bench.loop.pass(Duration.ofSeconds(15));
            stream.end();
            bench.loop.pass(Duration.ofSeconds(1));
        }

        // Then
        assertThat(bench.backend.connections).hasSize(streams + 1);
    }

    @Test
    void aBackendThatEndsEachStreamBeforeAnythingHasComeIsAskedLessAndLess() {
        // Given
        Bench bench = Bench.first();
        int streams = 20;

        // When
        long began = bench.loop.nanoTime();
        for (int i = 0; i < streams; i++) {
            bench.backend.open().stream().end();
            bench.nextConnection();
        }

        // Then
        assertThat(Duration.ofNanos(bench.loop.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(100));
    }
}
