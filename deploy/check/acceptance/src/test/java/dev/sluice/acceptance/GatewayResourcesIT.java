package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a gateway needs for clients that replay and for clients that do not read. */
class GatewayResourcesIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CONSUMER = "org.apache.kafka.clients.consumer.KafkaConsumer";

    private final LocalSystem system = LocalSystem.shared("sluice.gateway.ring.bytes-per-feed=0");
    private final Portal portal = new Portal(system);

    @Test
    void fiveHundredReplayingClientsNeedAtMostFourConsumersMore() {
        // Given a log of some thousand events
        Portal.Api api = portal.deployedApi("replay", system.backend(), "/prices/{symbol}");
        String token = portal.subscribedToken(api);
        String path = api.basePath() + "/prices/" + Portal.freshName("RPL") + "?rate=1000&size=400";
        String firstId;
        List<Stream> streams = new ArrayList<>();
        try (Stream live = Stream.open(system.gateway(1), path, token)) {
            Stream.Event first = live.nextOfBackend(SOON);
            firstId = first.id();
            long target = Judgement.number(first.data()) + 5000;
            while (Judgement.number(live.nextOfBackend(SOON).data()) < target) {
                // Read on until there is enough to replay.
            }
            Jvm gateway = new Jvm(system.pid("gateway-1").orElseThrow());
            long before = gateway.liveInstances(CONSUMER);

            // When
            for (int i = 0; i < 500; i++) {
                streams.add(Stream.open(system.gateway(1), path, token, firstId));
            }
            long during = gateway.liveInstances(CONSUMER);

            // Then, and another client is served as well. One of the 500 might have been closed by now: it has not read
            // for as long as the counting took.
            assertThat(during - before).isBetween(0L, 4L);
            try (Stream another = Stream.open(system.gateway(1), path, token, firstId)) {
                List<Long> numbers = new ArrayList<>();
                for (int i = 0; i < 5000; i++) {
                    numbers.add(Judgement.number(another.nextOfBackend(SOON).data()));
                }
                Judgement.assertContiguous(numbers, "a replaying client");
            }
        } finally {
            streams.forEach(Stream::close);
        }
    }

    @Test
    void aThousandClientsThatNeverReadCostAtMostFourKibibytesOfHeapEach() throws IOException {
        // Given a busy channel, and its gateway warmed up by clients that came and went
        Portal.Api api = portal.deployedApi("stalled", system.backend(), "/prices/{symbol}");
        String token = portal.subscribedToken(api);
        String path = api.basePath() + "/prices/" + Portal.freshName("STL") + "?rate=200&size=1000";
        URI gateway = system.gateway(2);
        Jvm jvm = new Jvm(system.pid("gateway-2").orElseThrow());
        try (Stream live = Stream.open(gateway, path, token)) {
            live.nextOfBackend(SOON);
            List<Socket> warmUp = stalled(gateway, path, token, 50);
            for (Socket socket : warmUp) {
                socket.close();
            }
            for (int i = 0; i < 400; i++) {
                live.nextOfBackend(SOON);
            }
            long before = jvm.liveBytes();

            // When a thousand connect, are sent their fill and read nothing
            List<Socket> stalled = stalled(gateway, path, token, 1000);
            long start = Judgement.number(live.nextOfBackend(SOON).data());
            while (Judgement.number(live.nextOfBackend(SOON).data()) < start + 600) {
                // The one that reads is not held up by those that do not.
            }
            long after = jvm.liveBytes();

            // Then
            System.out.println("heap of a client that never reads: " + (after - before) / 1000 + " bytes");
            try {
                assertThat((after - before) / 1000).as("bytes for each").isLessThanOrEqualTo(4096);
            } finally {
                for (Socket socket : stalled) {
                    socket.close();
                }
            }
        }
    }

    private static List<Socket> stalled(URI gateway, String path, String token, int count) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                + "Authorization: Bearer " + token + "\r\n\r\n";
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        for (Socket socket : sockets) {
            assertThat(socket.getInputStream().read())
                    .as("the first byte of the head")
                    .isEqualTo('H');
        }
        return sockets;
    }
}
