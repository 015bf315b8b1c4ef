package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.http.TestRelay.Pulled;
import java.time.Duration;
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
    void aClientThatTakesNothingForFifteenSecondsIsClosed() throws Exception {
        Pulled channel = relay.live("/dead");
        TestGateway gateway = gateway("gateway-1", RING);
        StreamClient dead = StreamClient.connectUnread(gateway.port(), api.basePath() + "/dead", SMALL_RECEIVE_BUFFER);
        relay.sendMany(channel, 10_000, "some text that fills the buffers between here and there, ");

        Awaitility.await()
                .between(Duration.ofSeconds(10), Duration.ofSeconds(40))
                .until(() -> gateway.dataPlane().streams() == 0);
        dead.close();
    }
}
