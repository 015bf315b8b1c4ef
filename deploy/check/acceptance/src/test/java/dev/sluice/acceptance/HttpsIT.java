package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTPS twins of the gateways' ports, with nothing but the certificate that the launcher has made. */
@Tag("any-system")
class HttpsIT {
    private final TestSystem system = TestSystem.shared();
    private final Portal portal = new Portal(system);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void curlThatTrustsTheCertificateOfThisMachineShowsLiveEvents(int node) throws Exception {
        Portal.Api api = portal.deployedApi("https", system.backend(), "/*");
        String token = portal.subscribedToken(api);

        Optional<String> event = firstLine(
                "data: {\"heap\"", curl(system.gatewayTls(node), api, "-H", "Authorization: Bearer " + token));

        assertThat(event).hasValueSatisfying(line -> assertThat(line).contains("\"identifier\":\"ram_222\""));
    }

    @ParameterizedTest
    @CsvSource({"http, 401, 404", "https, 404, 401"})
    void anApiIsKnownOnlyOverTheTransportsThatItOffers(String transport, String overHttp, String overHttps)
            throws Exception {
        Portal.Api api = portal.deployedWith(
                "only", system.backend(), body -> body.putArray("transport").add(transport), "/*");

        for (int node = 1; node <= 2; node++) {
            assertThat(statusOf(system.gateway(node), api)).isEqualTo(overHttp);
            assertThat(statusOf(system.gatewayTls(node), api)).isEqualTo(overHttps);
        }
    }

    private String statusOf(URI gateway, Portal.Api api) throws Exception {
        return firstLine("", curl(gateway, api, "-o", "/dev/null", "-w", "%{http_code}\\n"))
                .orElse("none");
    }

    private List<String> curl(URI gateway, Portal.Api api, String... more) {
        List<String> command = new ArrayList<>(
                List.of("curl", "-sS", "-N", "--cacert", system.certificate().toString()));
        command.addAll(List.of(more));
        command.add(gateway.resolve(api.basePath() + "/memory").toString());
        return command;
    }

    private static Optional<String> firstLine(String start, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            return CompletableFuture.supplyAsync(() ->
                            lines.lines().filter(line -> line.startsWith(start)).findFirst())
                    .get(20, TimeUnit.SECONDS);
        } catch (IOException broken) {
            throw new AssertionError(command + " cannot be read", broken);
        } finally {
            process.destroy();
        }
    }
}
