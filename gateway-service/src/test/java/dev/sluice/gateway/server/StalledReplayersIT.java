package dev.sluice.gateway.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StalledReplayersIT extends StreamingCase {
    private static final int CLIENTS = 1000;
    private static final int EVENTS = 1000;
    private static final String TEXT = "x".repeat(1000) + ' ';
    private static final int SMALL_RECEIVE_BUFFER = 4096;
    /** Turns grow while all is taken, so there is about as much as the kernel has taken before. */
    private static final int MOST_OF_ONE = 40 * 1024;

    private final List<StreamClient> stalled = new ArrayList<>();

    @Test
    void aThousandThatNeverReadCostOneSmallTurnOfBuffersEachAndHoldNoOtherUp() throws Exception {
        // Given
        Pulled channel = relay.live("/stalled");
        TestGateway gateway = gateway("gateway-1", NO_RING);
        StreamClient reading = gateway.connect(api, "/stalled");
        String start = requireNonNull(reading.next().id());
        relay.sendMany(channel, EVENTS, TEXT);
        assertThatTheseCome(reading, 1, EVENTS);
        long before = directBytes();

        // When
        connect(gateway, start);
        Awaitility.await("each has been sent more than it takes")
                .atMost(Duration.ofSeconds(30))
                .until(() -> HeldBytes.of(gateway).size() == CLIENTS);
        long full = directBytes() - before;
        relay.sendMany(channel, EVENTS, TEXT);
        assertThatTheseCome(reading, EVENTS + 1, 2 * EVENTS);
        long later = directBytes() - before;

        // Then
        System.out.printf(
                "%d stalled replayers: %d bytes of buffers each, %d when as much again was published%n",
                CLIENTS, full / CLIENTS, later / CLIENTS);
        assertThat(full).isLessThan((long) CLIENTS * MOST_OF_ONE);
        assertThat(later).isLessThan((long) CLIENTS * MOST_OF_ONE);
    }

    @AfterEach
    void leave() throws Exception {
        for (StreamClient client : stalled) {
            client.close();
        }
    }

    /** All at once, so that the first have not been closed for their silence when the last come. */
    private void connect(TestGateway gateway, String start) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<StreamClient> connecting = () -> StreamClient.connectUnread(
                    gateway.port(), api.basePath() + "/stalled", SMALL_RECEIVE_BUFFER, "Last-Event-ID: " + start);
            for (Future<StreamClient> connected : threads.invokeAll(Collections.nCopies(CLIENTS, connecting))) {
                stalled.add(connected.get());
            }
        }
    }

    private static void assertThatTheseCome(StreamClient client, int from, int to) throws InterruptedException {
        for (int i = from; i <= to; i++) {
            assertThat(client.nextEvent().data()).isEqualTo(TEXT + i);
        }
    }

    private static long directBytes() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }
}
