package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.embedded.LocalCertificate;
import dev.sluice.testsupport.KafkaBroker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control plane knows which gateways are there and have a deployment; the processes are the test's own. */
class DeploymentInfoIT {
    private static final Duration ALIVE_BOUND = Duration.ofSeconds(20);

    @TempDir
    Path folder = Path.of("");

    @Test
    void liveGatewaysAreCountedAsTheyComeAndGo() throws IOException {
        // Given a publisher without any gateway
        KafkaBroker kafka = KafkaBroker.shared();
        String prefix = KafkaBroker.freshPrefix();
        LocalCertificate tls = LocalCertificate.in(folder.resolve("tls"));
        tls.ensure();
        try (ServiceProcess publisher = ServiceProcess.publisher(kafka.bootstrapServers(), prefix, tls, Map.of())) {
            Portal portal = new Portal(publisher.url(), tls.certificate());
            Portal.Api api = portal.deployedApi("counted", URI.create("http://localhost:9"), "/*");
            assertCounts(portal, api, 0, 0);

            // When two come
            try (ServiceProcess first = gateway("gateway-1", kafka, prefix);
                    ServiceProcess second = gateway("gateway-2", kafka, prefix)) {
                // Then
                await().atMost(ALIVE_BOUND).untilAsserted(() -> assertCounts(portal, api, 2, 2));
                assertThat(first.isAlive()).isTrue();

                // When one is killed
                second.kill();

                // Then
                await().atMost(ALIVE_BOUND).untilAsserted(() -> assertCounts(portal, api, 1, 1));
            }
        }
    }

    private static ServiceProcess gateway(String nodeId, KafkaBroker kafka, String prefix) throws IOException {
        return ServiceProcess.start("gateway-service", nodeId, kafka.bootstrapServers(), prefix, Map.of(), Map.of());
    }

    private static void assertCounts(Portal portal, Portal.Api api, int live, int deployed) {
        JsonNode info = portal.deployments(api.id()).get("list").get(0);
        assertThat(info.get("liveGatewayCount").asInt()).isEqualTo(live);
        assertThat(info.get("deployedGatewayCount").asInt()).isEqualTo(deployed);
        assertThat(info.get("failedGatewayCount").asInt()).isZero();
    }
}
