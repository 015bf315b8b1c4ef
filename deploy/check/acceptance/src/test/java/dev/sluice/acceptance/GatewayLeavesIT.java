package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.client.Answer;
import dev.sluice.testsupport.KafkaBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway that is asked to end lets its balancers know first. */
class GatewayLeavesIT {
    private static final Duration NOTICE = Duration.ofSeconds(6);
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    @Test
    void itIsNotReadyAtOnceTakesConnectionsForAWhileMoreAndEnds() throws Exception {
        // Given
        KafkaBroker kafka = KafkaBroker.shared();
        String prefix = KafkaBroker.freshPrefix();
        Map<String, String> settings = Map.of("sluice.gateway.drain.notice", NOTICE.toSeconds() + "s");
        try (ServiceProcess gateway = ServiceProcess.start(
                "gateway-service", "gateway-1", kafka.bootstrapServers(), prefix, settings, Map.of())) {
            URI ready = gateway.url().resolve("/q/health/ready");
            long asked = System.nanoTime();

            // When
            gateway.askToEnd();

            // Then
            await("not ready").atMost(AT_ONCE).untilAsserted(() -> {
                Answer answer = Rest.send("GET", ready, null, null);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.body().findValue("draining").asBoolean()).isTrue();
            });
            assertThat(takesConnections(gateway.dataPlane())).isTrue();
            await("ended").atMost(NOTICE.plusSeconds(15)).until(() -> !gateway.isAlive());
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(NOTICE);
        }
    }

    private static boolean takesConnections(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
