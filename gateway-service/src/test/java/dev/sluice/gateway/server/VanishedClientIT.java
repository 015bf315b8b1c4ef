package dev.sluice.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.server.TestRelay.Pulled;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Clients whose machine or network is gone, without a word to the gateway. */
class VanishedClientIT extends StreamingCase {
    /** Half of the timeout's time, as by default. */
    private static final long HEARTBEAT_MILLIS = 1500;
    /** Twice the timeout, as a minute is by default. */
    private static final Duration BOUND = HASTY.tcpUserTimeout().multipliedBy(2);

    @Test
    void whoVanishesWithoutAPacketIsGoneWithinTwiceTheTimeoutOnAQuietAndOnABusyTopic() throws Exception {
        // Given
        Pulled quiet = relay.live("/quiet");
        Pulled busy = relay.live("/busy");
        api = ApiChange.of(api).heartbeat(HEARTBEAT_MILLIS).next();
        streaming.put(api);
        TestGateway gateway = streaming.gateway("gateway-1", HASTY).serving(api);
        Awaitility.await().until(() -> gateway.isVersion(api));
        StreamClient witness = gateway.connect(api, "/busy");
        assertThat(witness.next().type()).isEqualTo("sluice.live");
        try (VanishingClient ofQuiet = new VanishingClient(gateway.port(), api.basePath() + "/quiet");
                VanishingClient ofBusy = new VanishingClient(gateway.port(), api.basePath() + "/busy")) {
            assertThat(gateway.dataPlane().streams()).isEqualTo(3);

            // When
            ofQuiet.vanish();
            ofBusy.vanish();
            long since = System.nanoTime();
            int[] sent = {0};

            // Then
            Awaitility.await()
                    .atMost(BOUND)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        relay.send(busy, "still there " + ++sent[0]);
                        return gateway.dataPlane().streams() == 1;
                    });
            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .as("it is the timeout that ends them")
                    .isGreaterThan(HASTY.tcpUserTimeout().multipliedBy(2).dividedBy(3));
            assertThat(gateway.dataPlane().connections()).isEqualTo(1);
            Awaitility.await("no client wants it")
                    .until(() -> gateway.demands(quiet).getLast().equals(false));
            for (int i = 1; i <= sent[0]; i++) {
                assertThat(witness.next().data()).isEqualTo("still there " + i);
            }
        }
    }
}
