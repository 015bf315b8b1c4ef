package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("any-system")
class ConnectAndPublishIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int CHANNELS = 50;

    private final TestSystem system = TestSystem.shared();
    private final Portal portal = new Portal(system);
    private final Backend backend = new Backend(system);

    @ParameterizedTest
    @ValueSource(strings = {"quiet", "plain"})
    void whatIsPublishedRightBehindAConnectArrives(String kind) {
        // Given
        Portal.Api api = portal.deployedApi("burst", system.backend(), "/" + kind + "/{name}");
        String token = portal.subscribedToken(api);
        int received = 0;

        // When a thousand clients connect, each followed at once by one publish on its channel
        for (int i = 0; i < 1000; i++) {
            String name = api.name() + "-" + i % CHANNELS;
            try (Stream stream =
                    Stream.open(system.gateway(1 + i % 2), api.basePath() + "/" + kind + "/" + name, token)) {
                assertThat(stream.status()).isEqualTo(200);
                backend.publish(kind + "/" + name, "number " + i);
                Stream.Event event = stream.nextOfBackend(SOON);
                if (event.data().equals("number " + i)) {
                    received++;
                }
            }
        }

        // Then
        assertThat(received).isEqualTo(1000);
    }

    @Test
    void whatIsPublishedWhileAClientIsAwayOnAQuietChannelIsThereWhenItReturns() {
        // Given
        Portal.Api api = portal.deployedApi("away", system.backend(), "/quiet/{name}");
        String token = portal.subscribedToken(api);
        int received = 0;

        for (int i = 0; i < 200; i++) {
            String name = api.name() + "-" + i % 20;
            String path = api.basePath() + "/quiet/" + name;
            String lastId;
            try (Stream stream = Stream.open(system.gateway(1 + i % 2), path, token)) {
                lastId = stream.next(SOON).id();
                assertThat(lastId).isNotEmpty();
            }

            // When
            backend.publish("quiet/" + name, "number " + i);

            // Then
            try (Stream stream = Stream.open(system.gateway(2 - i % 2), path, token, lastId)) {
                Stream.Event event = stream.nextOfBackend(SOON);
                if (event.data().equals("number " + i)) {
                    received++;
                }
            }
        }
        assertThat(received).isEqualTo(200);
    }
}
