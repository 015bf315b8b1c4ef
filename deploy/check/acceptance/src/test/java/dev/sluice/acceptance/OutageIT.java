package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.embedded.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);

    @Test
    void streamsGoOnAndNewClientsAreAdmittedWhilePublisherAndPostgresAreDown() {
        // Given
        Portal.Api api = portal.deployedApi("outage", system.backend(), "/prices/{symbol}");
        String token = portal.subscribedToken(api);
        String path = api.basePath() + "/prices/" + Portal.freshName("OUT") + "?rate=20";
        List<Long> numbers = new ArrayList<>();
        try (Stream open = Stream.open(system.gateway(1), path, token)) {
            numbers.add(Judgement.number(open.nextOfBackend(SOON).data()));

            // When
            system.kill("publisher-1");
            system.kill("postgres-1");

            // Then
            for (int node = 1; node <= 2; node++) {
                try (Stream fresh = Stream.open(system.gateway(node), path, token)) {
                    assertThat(fresh.status()).isEqualTo(200);
                    assertThat(fresh.nextOfBackend(SOON).type()).isEqualTo("price");
                }
            }
            assertThat(system.state("publisher-1"))
                    .as("still down while clients came")
                    .isNotEqualTo("ready");
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> system.state("publisher-1").equals("ready"));
            for (int i = 0; i < 50; i++) {
                numbers.add(Judgement.number(open.nextOfBackend(SOON).data()));
            }
            Judgement.assertContiguous(numbers, "the open stream");
        }
        assertThat(portal.token(portal.application())).isNotEmpty();
    }

    @Test
    void aBackendThatIsDownAtDeployIsWaitedFor() throws IOException {
        // Given
        int port = FreePorts.any();
        URI later = URI.create("http://localhost:" + port);
        Portal.Api api = portal.deployedWith(
                "later", later, body -> body.putObject("streaming").put("heartbeatMs", 1_000), "/prices/{symbol}");
        String token = portal.subscribedToken(api);

        try (Stream stream = Stream.open(system.gateway(2), api.basePath() + "/prices/LATE", token)) {
            assertThat(stream.status()).isEqualTo(200);
            await("a heartbeat").atMost(SOON).until(() -> stream.comments() > 0);

            // When
            Process backend = startBackend(port);
            try {
                // Then
                assertThat(stream.nextOfBackend(Duration.ofSeconds(45)).type()).isEqualTo("price");
            } finally {
                backend.destroy();
            }
        }
    }

    private static Process startBackend(int port) throws IOException {
        Path home = Path.of(System.getProperty("sluice.home", "../../.."));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        home.resolve("deploy/dev/sample-backend/target/sample-backend-0.1.0-SNAPSHOT.jar")
                                .toString(),
                        "--port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
