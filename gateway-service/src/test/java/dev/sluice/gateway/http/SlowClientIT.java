package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.http.TestRelay.Pulled;
import io.netty.util.ResourceLeakDetector;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowClientIT extends StreamingCase {
    private static final int SMALL_RECEIVE_BUFFER = 4096;

    @ParameterizedTest
    @ValueSource(longs = {RING, NO_RING, 64 * 1024})
    void aClientThatDoesNotReadWaitsAtItsPlaceAndThenReadsAll(long ring) throws Exception {
        Pulled channel = relay.live("/slow");
        TestGateway gateway = gateway("gateway-1", ring);
        StreamClient slow = StreamClient.connectUnread(gateway.port(), api.basePath() + "/slow", SMALL_RECEIVE_BUFFER);
        StreamClient quick = gateway.connect(api, "/slow");
        quick.next();

        relay.sendMany(channel, 20_000, "some text that fills the buffers between here and there, ");
        for (int i = 1; i <= 20_000; i++) {
            assertThat(quick.next().data()).endsWith(", " + i);
        }
        slow.read();

        assertThat(slow.next().type()).isEqualTo("sluice.live");
        for (int i = 1; i <= 20_000; i++) {
            assertThat(slow.next().data()).endsWith(", " + i);
        }
        slow.close();
    }

    @Test
    void aThousandClientsThatNeverReadCostAtMostFourKibibytesOfHeapEach() throws Exception {
        // Given: a ring that is full, so that it costs the same before and after; and no one who keeps notes of buffers
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        try {
            stallAThousand();
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }

    private void stallAThousand() throws Exception {
        int count = 1000;
        Pulled channel = relay.live("/stalled");
        TestGateway gateway = gateway("gateway-1", 512 * 1024);
        StreamClient quick = gateway.connect(api, "/stalled");
        quick.next();
        sendAndRead(channel, quick);
        long before = usedHeap();

        // When
        List<SocketChannel> stalled = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stalled.add(connectStalled(gateway.port(), api.basePath() + "/stalled"));
        }
        Awaitility.await().until(() -> gateway.dataPlane().connections() == count + 1);
        sendAndRead(channel, quick);
        long perClient = (usedHeap() - before) / count;

        // Then: the test's own ends of the connections are counted, too
        assertThat(gateway.dataPlane().connections()).isEqualTo(count + 1);
        assertThat(perClient).isLessThan(4096);
        for (SocketChannel client : stalled) {
            client.close();
        }
        Awaitility.await().until(() -> gateway.dataPlane().connections() == 1);
    }

    @Test
    void aClientThatTakesNothingForFifteenSecondsIsClosed() throws Exception {
        Pulled channel = relay.live("/dead");
        TestGateway gateway = gateway("gateway-1", RING);
        StreamClient dead = StreamClient.connectUnread(gateway.port(), api.basePath() + "/dead", SMALL_RECEIVE_BUFFER);
        relay.sendMany(channel, 10_000, "some text that fills the buffers between here and there, ");

        Awaitility.await()
                .between(Duration.ofSeconds(10), Duration.ofSeconds(40))
                .until(() -> gateway.dataPlane().connections() == 0);
        dead.close();
    }

    private void sendAndRead(Pulled channel, StreamClient reader) throws Exception {
        relay.sendMany(channel, 5_000, "some text that fills the buffers between here and there, ");
        for (int i = 0; i < 5_000; i++) {
            reader.next();
        }
    }

    private static SocketChannel connectStalled(int port, String path) throws Exception {
        SocketChannel client = SocketChannel.open();
        client.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_RECEIVE_BUFFER);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        client.write(ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(UTF_8)));
        return client;
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
