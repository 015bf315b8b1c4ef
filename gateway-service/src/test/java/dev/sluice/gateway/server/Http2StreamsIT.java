package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.stream.StreamProtocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Streams of one connection of HTTP/2 are what connections of HTTP/1.1 are. */
class Http2StreamsIT extends Http2Case {
    @Test
    void manyStreamsOfOneConnectionGetEveryEventAndResume() throws Exception {
        // Given
        TestGateway gateway = gateway("gateway-1", RING);
        Http2Client client = connect(gateway);
        List<Http2Answer> streams = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            streams.add(client.get(path()));
        }
        for (Http2Answer stream : streams) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("content-type")).isEqualTo("text/event-stream");
            assertThat(stream.header("cache-control")).isEqualTo("no-store, no-transform");
            assertThat(stream.header("x-accel-buffering")).isEqualTo("no");
            assertThat(stream.header("sluice-resume")).isEqualTo("live");
            assertThat(stream.header("connection")).as("is forbidden here").isNull();
            assertThat(stream.header("transfer-encoding")).isNull();
            assertThat(stream.next().type()).isEqualTo("sluice.live");
        }

        // When: small ones and large ones
        for (int i = 0; i < 100; i++) {
            relay.send(channel, i + ":" + "x".repeat(i * i * 4));
        }

        // Then
        for (Http2Answer stream : streams) {
            for (int i = 0; i < 100; i++) {
                assertThat(stream.next().data()).isEqualTo(i + ":" + "x".repeat(i * i * 4));
            }
        }
        Http2Answer resumed = client.get(path(), "last-event-id: " + channel.id(50, 51));
        assertThat(resumed.next().data()).startsWith("50:");
        assertThat(gateway.dataPlane().streams(StreamProtocol.HTTP2)).isEqualTo(21);
        assertThat(gateway.dataPlane().streams(StreamProtocol.HTTP1)).isZero();
    }

    @Test
    void aClientThatCancelsAStreamFreesIt() throws Exception {
        TestGateway gateway = gateway("gateway-1", RING);
        Http2Client client = connect(gateway);
        Http2Answer left = client.get(path());
        Http2Answer kept = client.get(path());
        assertThat(left.next().type()).isEqualTo("sluice.live");
        assertThat(kept.next().type()).isEqualTo("sluice.live");

        left.cancel();

        Awaitility.await().until(() -> gateway.dataPlane().streams() == 1);
        relay.send(channel, "still there");
        assertThat(kept.next().data()).isEqualTo("still there");
        assertThat(gateway.dataPlane().connections()).isEqualTo(2);
    }

    @Test
    void heartbeatsComeAndTheEndIsInOrder() throws Exception {
        api = ApiChange.of(api).heartbeat(500).next();
        streaming.put(api);
        TestGateway gateway = gateway("gateway-1", RING);
        Awaitility.await().until(() -> gateway.isVersion(api));
        Http2Answer stream = connect(gateway).get(path());
        assertThat(stream.next().type()).isEqualTo("sluice.live");
        relay.send(channel, "one");
        assertThat(stream.next().data()).isEqualTo("one");

        Awaitility.await()
                .pollDelay(Duration.ofMillis(1600))
                .until(() -> gateway.dataPlane().streams() == 1);
        streaming.undeploy(api);

        assertThat(stream.next().type()).isEqualTo("sluice.end");
        assertThat(stream.heartbeats()).isBetween(2, 5);
        assertThat(stream.endsCleanly()).isTrue();
    }
}
