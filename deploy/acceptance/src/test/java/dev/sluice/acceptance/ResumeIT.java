package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResumeIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @ParameterizedTest(name = "from {0}")
    @CsvSource({"the ring,", "Kafka,sluice.gateway.ring.bytes-per-feed=0"})
    void aThousandMissedEventsComeOnceAndThenLiveOnes(
            String source, @org.jspecify.annotations.Nullable String setting) {
        // Given
        LocalSystem system = setting == null ? LocalSystem.shared() : LocalSystem.shared(setting);
        Portal portal = new Portal(system);
        String symbol = Portal.freshName("RES");
        Portal.Api api = portal.deployedApi("resume", system.backend(), "/prices/{symbol}");
        String token = portal.subscribedToken(api);
        String path = api.basePath() + "/prices/" + symbol + "?rate=200";
        List<Long> numbers = new ArrayList<>();
        Stream.Event last;
        try (Stream stays = Stream.open(system.gateway(1), path, token)) {
            try (Stream leaves = Stream.open(system.gateway(1), path, token)) {
                last = leaves.nextOfBackend(SOON);
                numbers.add(Judgement.number(last.data()));
            }
            long missedAll = numbers.getLast() + 1000;
            while (Judgement.number(stays.nextOfBackend(SOON).data()) < missedAll) {
                // The other client takes the thousand that this one misses.
            }

            // When
            try (Stream returns = Stream.open(system.gateway(2), path, token, last.id())) {
                assertThat(returns.status()).isEqualTo(200);
                while (numbers.getLast() < missedAll + 400) {
                    Stream.Event event = returns.next(SOON);
                    assertThat(event.type()).isNotEqualTo("sluice.gap");
                    if (!event.isControl()) {
                        numbers.add(Judgement.number(event.data()));
                    }
                }
            }
        }

        // Then
        Judgement.assertContiguous(numbers, "from " + source);
    }
}
