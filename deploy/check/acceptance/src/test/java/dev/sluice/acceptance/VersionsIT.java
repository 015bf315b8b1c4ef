package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Versions of an API as clients of two gateways find them. */
class VersionsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);

    @Test
    void thePathWithoutAVersionGoesOverToTheNewOneWhenThatIsUp() {
        // Given
        Portal.Api first =
                portal.deployedWith("versions", system.backend(), api -> api.put("isDefaultVersion", true), "/*");
        String token = portal.subscribedToken(first);
        String path = "/" + first.name() + "/memory";
        assertStatus(path, token, 200);

        // When
        Portal.Api second = portal.newDefaultVersion(first, "2.0.0");
        portal.deploy(second.id(), portal.revision(second.id()));

        // Then
        assertStatus(path, token, 200);
        assertStatus(second.basePath() + "/memory", token, 403);

        // When
        assertThat(portal.move(second, "Publish").status()).isEqualTo(200);
        assertThat(portal.undeploy(first).status()).isBetween(200, 299);

        // Then
        assertStatus(second.basePath() + "/memory", token, 200);
        assertStatus(path, token, 200);
    }

    @Test
    void aDeletedApiSaysSoInItsStreamsAndNotInTheLogs() throws IOException {
        // Given
        long linesBefore = linesInLogs();
        Portal.Api api = portal.deployedWith(
                "open",
                system.backend(),
                body -> body.putArray("operations")
                        .addObject()
                        .put("target", "/*")
                        .put("authType", "None"));

        // Then
        try (Stream first = Stream.open(system.gateway(1), api.basePath() + "/memory", null);
                Stream second = Stream.open(system.gateway(2), api.basePath() + "/memory", null)) {
            first.nextOfBackend(SOON);
            second.nextOfBackend(SOON);
            assertThat(portal.deleteApi(api).status()).isEqualTo(200);
            for (Stream stream : new Stream[] {first, second}) {
                assertThat(stream.nextOfType("sluice.end", A_SECOND).data()).isEqualTo("{\"reason\":\"deleted\"}");
                stream.awaitEnd(A_SECOND);
            }
        }
        await().during(Duration.ofSeconds(8))
                .atMost(Duration.ofSeconds(20))
                .until(() -> linesInLogs() - linesBefore, lines -> lines < 100);
    }

    /** Of relays, gateways and publisher. */
    private long linesInLogs() throws IOException {
        long lines = 0;
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(system.data().resolve("logs"), "[rgp]*-?.log")) {
            for (Path log : logs) {
                lines += Files.readAllLines(log).size();
            }
        }
        return lines;
    }

    private void assertStatus(String path, String token, int status) {
        for (int node = 1; node <= 2; node++) {
            try (Stream stream = Stream.open(system.gateway(node), path, token)) {
                assertThat(stream.status()).as("%s on gateway %d", path, node).isEqualTo(status);
            }
        }
    }
}
