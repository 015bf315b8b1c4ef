package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The states of an API's life as clients of two gateways see them. */
@Tag("any-system")
class LifecycleIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final TestSystem system = TestSystem.shared();
    private final Portal portal = new Portal(system);

    @Test
    void blockingDeprecatingAndRetiringReachEveryStreamWithinASecond() {
        // Given
        Portal.Api api = portal.deployedApi("life", system.backend(), "/*");
        String token = portal.subscribedToken(api);
        String path = api.basePath() + "/memory";

        // Then
        assertEnds(api, token, "Block", "blocked");
        assertRefused(path, token, 503, "700700");
        assertThat(portal.move(api, "Re-Publish").status()).isEqualTo(200);
        try (Stream stays = Stream.open(system.gateway(1), path, token)) {
            stays.nextOfBackend(SOON);
            assertThat(portal.move(api, "Deprecate").status()).isEqualTo(200);
            stays.nextOfBackend(SOON);
            stays.nextOfBackend(SOON);
            assertThat(stays.hasEnded()).isFalse();
        }
        assertEnds(api, token, "Retire", "retired");
        assertRefused(path, token, 404, "404");
    }

    @Test
    void aTestKeyOpensAnApiThatIsNotPublishedAndATokenDoesNot() {
        // Given
        Portal.Api api = portal.deployedApi("tested", system.backend(), "/*");
        String token = portal.subscribedToken(api);
        String path = api.basePath() + "/memory";
        String key = portal.testKey(api);

        // Then
        assertEnds(api, token, "Demote to Created", "undeployed");
        assertRefused(path, token, 403, "900908");
        for (int node = 1; node <= 2; node++) {
            try (Stream tester = Stream.openWith(system.gateway(node), path, "Internal-Key", key)) {
                assertThat(tester.status()).isEqualTo(200);
                tester.nextOfBackend(SOON);
            }
        }
    }

    private void assertEnds(Portal.Api api, String token, String action, String reason) {
        try (Stream first = Stream.open(system.gateway(1), api.basePath() + "/memory", token);
                Stream second = Stream.open(system.gateway(2), api.basePath() + "/memory", token)) {
            first.nextOfBackend(SOON);
            second.nextOfBackend(SOON);
            assertThat(portal.move(api, action).status()).isEqualTo(200);
            for (Stream stream : new Stream[] {first, second}) {
                assertThat(stream.nextOfType("sluice.end", A_SECOND).data())
                        .isEqualTo("{\"reason\":\"" + reason + "\"}");
                stream.awaitEnd(A_SECOND);
            }
        }
    }

    private void assertRefused(String path, String token, int status, String code) {
        for (int node = 1; node <= 2; node++) {
            try (Stream refused = Stream.open(system.gateway(node), path, token)) {
                assertThat(refused.status()).isEqualTo(status);
                assertThat(refused.body()).contains("\"code\":\"" + code + "\"");
            }
        }
    }
}
