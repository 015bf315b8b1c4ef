package dev.sluice.relay.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.backend.BackendServer;
import dev.sluice.model.control.GapReason;
import dev.sluice.model.relay.BackendClass;
import dev.sluice.model.relay.UpstreamStatus.Upstream;
import dev.sluice.relay.channel.ChannelMemory;
import dev.sluice.relay.channel.PullReason;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sample backend with its faults: what is resumed is exact. */
class SampleBackendIT {
    private BackendServer backend;
    private PullRun run;
    private final RecordingLog log = new RecordingLog();

    @BeforeEach
    void start() throws Exception {
        backend = BackendServer.on(0);
        run = new PullRun(true);
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
        backend.close();
    }

    @Test
    void dropsCostNeitherAnEventNorAGap() throws Exception {
        // When
        Pulls.Pull pull = run.first(url("/prices/dropped?rate=500&drop=70"), log);

        // Then
        assertNumbers(1, 400);
        assertThat(pull.backendClass()).isEqualTo(BackendClass.A);
    }

    @Test
    void whatIsRepeatedAfterADropIsRemoved() throws Exception {
        // When
        Pulls.Pull pull = run.first(url("/prices/repeated?rate=500&drop=70&duplicate=30"), log);

        // Then
        assertNumbers(1, 400);
        assertThat(pull.backendClass()).isEqualTo(BackendClass.B);
    }

    @Test
    void aTakeoverGoesOnBehindTheLastIdAndRemovesWhatIsRepeated() throws Exception {
        // Given
        String url = url("/prices/taken?rate=500&duplicate=20");
        Pulls.Pull before = run.first(url, log);
        ChannelMemory memory = ChannelMemory.NOTHING;
        for (int number = 1; number <= 50; number++) {
            PullOutput.Event event = (PullOutput.Event) log.nextRecord();
            memory = memory.after(Records.event(number, event));
        }
        before.stop().toCompletableFuture().join();
        RecordingLog later = new RecordingLog();

        // When
        run.start(url, memory, PullReason.TAKEOVER, later);

        // Then
        for (int number = 51; number <= 200; number++) {
            assertThat(later.nextRecord()).isInstanceOfSatisfying(PullOutput.Event.class, numbered(number));
        }
    }

    @Test
    void aStreamThatEndsInGoodOrderIsAskedForAgainAndThenOver() throws Exception {
        // When
        run.first(url("/prices/ending?rate=500&end=20"), log);

        // Then
        assertNumbers(1, 20);
        assertThat(log.nextRecord()).isInstanceOf(PullOutput.End.class);
        log.nextStatus(Upstream.ENDED);
    }

    @Test
    void aTakeoverOfABackendWithoutIdsIsAGap() throws Exception {
        // Given
        ChannelMemory memory = ChannelMemory.NOTHING.after(Records.event(1, new PullOutput.Event(null, "a", null)));

        // When
        run.start(url("/memory"), memory, PullReason.TAKEOVER, log);

        // Then
        assertThat(log.nextRecord())
                .isInstanceOfSatisfying(
                        PullOutput.Gap.class,
                        output -> assertThat(output.gap().reason()).isEqualTo(GapReason.RELAY_OUTAGE));
        assertThat(log.nextRecord()).isInstanceOf(PullOutput.Event.class);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + backend.port() + path;
    }

    private void assertNumbers(long from, long to) throws InterruptedException {
        for (long number : LongStream.rangeClosed(from, to).toArray()) {
            assertThat(log.nextRecord()).isInstanceOfSatisfying(PullOutput.Event.class, numbered(number));
        }
    }

    private static java.util.function.Consumer<PullOutput.Event> numbered(long number) {
        return event -> {
            assertThat(event.id()).isEqualTo(String.valueOf(number));
            assertThat(event.data()).contains("\"n\":" + number + ",");
        };
    }
}
