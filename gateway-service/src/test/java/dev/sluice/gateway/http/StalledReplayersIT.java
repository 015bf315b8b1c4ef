package dev.sluice.gateway.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.http.TestRelay.Pulled;
import dev.sluice.gateway.stream.StreamCounters;
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
    /** At least: an event has its id and type, too. */
    private static final long EVENTS_OF_A_TURN = 60;

    private static final int SMALL_RECEIVE_BUFFER = 4096;
    private static final int MAX_UNSENT = 64 * 1024;
    /** The last event may reach over the bound, and the allocator gives a little more than it is asked for. */
    private static final int MOST_OF_ONE = MAX_UNSENT + 32 * 1024;

    private final List<StreamClient> stalled = new ArrayList<>();

    @Test
    void aThousandThatNeverReadCostOneTurnOfBuffersEachAndHoldNobodyUp() throws Exception {
        // Given
        Pulled channel = relay.live("/stalled");
        TestGateway gateway = gateway("gateway-1", NO_RING);
        StreamClient reading = gateway.connect(api, "/stalled");
        String start = requireNonNull(reading.next().id());
        relay.sendMany(channel, EVENTS, TEXT);
        assertThatTheseCome(reading, 1, EVENTS);
        long before = directBytes();
        long alone = replayed(gateway);

        // When
        connect(gateway, start);
        Awaitility.await("each has been sent a turn")
                .atMost(Duration.ofSeconds(30))
                .until(() -> replayed(gateway) - alone >= CLIENTS * EVENTS_OF_A_TURN);
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

    private static long replayed(TestGateway gateway) {
        return gateway.dataPlane().counters().stream()
                .mapToLong(StreamCounters::replayedFromKafka)
                .sum();
    }

    private static long directBytes() {
        return PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }
}
