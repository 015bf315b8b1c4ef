package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-system")
class FanInIT {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestSystem system = TestSystem.shared();
    private final Portal portal = new Portal(system);
    private final Backend backend = new Backend(system);

    @Test
    void tenClientsOfTwoGatewaysShareOneUpstreamWhichClosesWhenTheLastHasLeft() {
        // Given
        String symbol = Portal.freshName("FAN");
        Portal.Api api = portal.deployedApi("fan", system.backend(), "/prices/{symbol}");
        String token = portal.subscribedToken(api);
        String path = api.basePath() + "/prices/" + symbol;
        List<Stream> first = new ArrayList<>();
        List<Stream> second = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            first.add(Stream.open(system.gateway(1), path, token));
            second.add(Stream.open(system.gateway(2), path, token));
        }
        for (Stream stream : first) {
            assertThat(stream.nextOfBackend(SOON).type()).isEqualTo("price");
        }
        for (Stream stream : second) {
            assertThat(stream.nextOfBackend(SOON).type()).isEqualTo("price");
        }
        assertThat(backend.openConnections("/prices/" + symbol)).isEqualTo(1);

        // When the first gateway's last client leaves
        first.forEach(Stream::close);

        // Then the others' streams go on, for longer than the linger, over the same upstream connection
        long until = System.nanoTime() + Duration.ofSeconds(6).toNanos();
        List<Long> numbers = new ArrayList<>();
        while (System.nanoTime() < until) {
            numbers.add(Judgement.number(second.getFirst().nextOfBackend(SOON).data()));
        }
        Judgement.assertContiguous(numbers, "prices");
        assertThat(backend.connectionsEver("/prices/" + symbol)).isEqualTo(1);

        // And when the last one leaves, the upstream closes after the linger
        second.forEach(Stream::close);
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        assertThat(backend.openConnections("/prices/" + symbol)).isZero());
    }
}
