package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("any-system")
class RefusalIT {
    private final TestSystem system = TestSystem.shared();
    private final Portal portal = new Portal(system);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void refusalsSayWhatIsWrong(int node) {
        // Given
        URI gateway = system.gateway(node);
        Portal.Api api = portal.deployedApi("refuse", system.backend(), "/*");
        Portal.Api other = portal.deployedApi("other", system.backend(), "/*");
        String token = portal.subscribedToken(api);
        String path = api.basePath() + "/memory";

        // Then
        assertRefused(Stream.open(gateway, path, null), 401, "900902");
        assertRefused(Stream.open(gateway, path, "nonsense"), 401, "900901");
        assertRefused(Stream.open(gateway, path, portal.restToken("apim:api_view")), 401, "900901");
        assertRefused(Stream.open(gateway, path, token.substring(0, token.length() - 8) + "AAAAAAAA"), 401, "900901");
        assertRefused(Stream.open(gateway, other.basePath() + "/memory", token), 403, "900908");
        assertRefused(Stream.open(gateway, "/no/such/api", token), 404, "404");
        try (Stream typo = Stream.open(gateway, api.basePath() + "/memry", token)) {
            assertThat(typo.status()).as("the backend's own 404").isEqualTo(404);
        }
        try (Stream right = Stream.open(gateway, path, token)) {
            assertThat(right.status()).isEqualTo(200);
            assertThat(right.nextOfBackend(Duration.ofSeconds(10)).data()).contains("\"identifier\":\"ram_222\"");
        }
    }

    private static void assertRefused(Stream answer, int status, String code) {
        try (answer) {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body())
                    .contains("\"code\":\"" + code + "\"")
                    .contains("message")
                    .contains("description");
        }
    }
}
