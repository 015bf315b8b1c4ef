package dev.sluice.relay.backend;

import static dev.sluice.relay.backend.HandServer.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.model.relay.UpstreamStatus.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A log that takes no more. */
class SlowLogIT {
    private static final int EVENTS = 20_000;
    private static final String PADDING = "x".repeat(2_000);
    /** What the sockets of both ends and one read may hold. */
    private static final int MOST_UNDER_WAY = 12_000;

    @Test
    void aFullLogStopsTheReadingAndNothingIsLost() throws Exception {
        RecordingLog log = new RecordingLog();
        try (HandServer server = new HandServer();
                PullRun run = new PullRun(true)) {
            // Given
            Pulls.Pull pull = run.first(server.url("/"), log);
            HandServer.ReceivedRequest asked = server.next().send(STREAM);
            log.nextStatus(Upstream.LIVE);
            log.full = true;
            AtomicInteger sent = new AtomicInteger();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendAll(asked, sent));

            // When
            await().during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> unchanged(sent));
            int stuckAt = sent.get();
            int toldWhileFull = log.size();
            log.full = false;
            pull.onRoom();

            // Then
            assertThat(stuckAt).isLessThan(MOST_UNDER_WAY);
            assertThat(toldWhileFull).isLessThan(1_000);
            for (int number = 1; number <= EVENTS; number++) {
                assertThat(((PullOutput.Event) log.next()).id()).isEqualTo(String.valueOf(number));
            }
            sending.join();
        }
    }

    private int before = -1;

    private boolean unchanged(AtomicInteger sent) {
        boolean same = sent.get() > 0 && sent.get() == before;
        before = sent.get();
        return same;
    }

    private static void sendAll(HandServer.ReceivedRequest asked, AtomicInteger sent) {
        try {
            for (int number = 1; number <= EVENTS; number++) {
                asked.send("id: " + number + "\ndata: " + PADDING + "\n\n");
                sent.set(number);
            }
        } catch (IOException e) {
            throw new AssertionError("the pull has left", e);
        }
    }
}
