package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowClientIT extends StreamingCase {
    private static final int SMALL_RECEIVE_BUFFER = 4096;
    private static final int EVENTS = 3_000;
    private static final String TEXT = "some text that fills the buffers between here and there, ".repeat(10);

    @ParameterizedTest
    @ValueSource(longs = {RING, NO_RING, 64 * 1024})
    void aClientThatDoesNotReadWaitsAtItsPlaceAndThenReadsAll(long ring) throws Exception {
        Pulled channel = relay.live("/slow");
        TestGateway gateway = gateway("gateway-1", ring);
        StreamClient slow = StreamClient.connectUnread(gateway.port(), api.basePath() + "/slow", SMALL_RECEIVE_BUFFER);
        StreamClient quick = gateway.connect(api, "/slow");
        quick.next();

        relay.sendMany(channel, EVENTS, TEXT);
        for (int i = 1; i <= EVENTS; i++) {
            assertThat(quick.next().data()).endsWith(", " + i);
        }
        slow.read();

        assertThat(slow.next().type()).isEqualTo("sluice.live");
        for (int i = 1; i <= EVENTS; i++) {
            assertThat(slow.next().data()).endsWith(", " + i);
        }
        slow.close();
    }

    @Test
    void aClientThatTakesNothingForTheStallTimeoutIsClosed() throws Exception {
        Pulled channel = relay.live("/dead");
        TestGateway gateway = streaming.gateway("gateway-1", HASTY).serving(api);
        StreamClient dead = StreamClient.connectUnread(gateway.port(), api.basePath() + "/dead", SMALL_RECEIVE_BUFFER);
        long sent = System.nanoTime();
        relay.sendMany(channel, EVENTS / 2, TEXT);

        assertStalledIsClosed(gateway, 0, sent);
        dead.close();
    }
}
