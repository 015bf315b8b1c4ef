package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many clients that never read, beside many that do. */
class StalledCrowdIT extends StreamingCase {
    private static final int READERS = 300;
    private static final int STALLED = 150;
    private static final int EVENTS = 400;
    private static final int SMALL_RECEIVE_BUFFER = 4096;
    /** All events together are six times what a client may leave unsent. */
    private static final String TEXT = "x".repeat(1024) + ' ';
    /** Turns grow while all is taken, so there is about as much as the kernel has taken before. */
    private static final long MAX_HELD_BYTES = 40 * 1024;

    private final List<StreamClient> stalled = new ArrayList<>();

    @AfterEach
    void leave() throws Exception {
        for (StreamClient client : stalled) {
            client.close();
        }
    }

    @Test
    void whoReadsGetsAllInOrderWhileOfWhoDoesNotOneSmallTurnIsHeld() throws Exception {
        // Given
        Pulled channel = relay.live("/crowd");
        TestGateway gateway =
                streaming.gateway("gateway-1", TestGateway.SETTINGS).serving(api);
        for (int i = 0; i < STALLED; i++) {
            stalled.add(StreamClient.connectUnread(gateway.port(), api.basePath() + "/crowd", SMALL_RECEIVE_BUFFER));
        }
        List<StreamClient> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            StreamClient reader = gateway.connect(api, "/crowd");
            assertThat(reader.next().type()).isEqualTo("sluice.live");
            readers.add(reader);
        }

        // When
        relay.sendMany(channel, EVENTS, TEXT);

        // Then
        assertAllInOrder(readers);
        assertThat(HeldBytes.of(gateway))
                .hasSize(STALLED)
                .allSatisfy(bytes -> assertThat(bytes).isLessThanOrEqualTo(MAX_HELD_BYTES));
    }

    private static void assertAllInOrder(List<StreamClient> readers) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> all = new ArrayList<>();
            for (StreamClient reader : readers) {
                all.add(threads.submit(() -> {
                    for (int i = 1; i <= EVENTS; i++) {
                        assertThat(reader.next(Duration.ofSeconds(15)).data()).isEqualTo(TEXT + i);
                    }
                    return null;
                }));
            }
            for (Future<Void> one : all) {
                one.get();
            }
        }
    }
}
