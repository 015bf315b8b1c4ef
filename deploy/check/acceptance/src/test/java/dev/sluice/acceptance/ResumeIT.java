package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
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

    @Test
    void aChannelOutlivesItsDeployment() {
        // Given
        LocalSystem system = LocalSystem.shared();
        Portal portal = new Portal(system);
        Portal.Api api = portal.deployedApi("again", system.backend(), "/prices/{symbol}");
        String token = portal.subscribedToken(api);
        String path = api.basePath() + "/prices/" + Portal.freshName("AGAIN") + "?rate=50";
        Stream.Event last;
        try (Stream stream = Stream.open(system.gateway(1), path, token)) {
            last = stream.nextOfBackend(SOON);
            assertThat(portal.undeploy(api).status()).isBetween(200, 299);
            stream.nextOfType("sluice.end", SOON);
        }

        // When
        portal.deploy(api.id(), api.revisionId());

        // Then
        for (int node : new int[] {1, 2, 1}) {
            try (Stream resumed = Stream.open(system.gateway(node), path, token, last.id())) {
                assertThat(resumed.status()).isEqualTo(200);
                assertThat(resumed.header("Sluice-Resume")).isIn("exact", "replay");
                List<Long> numbers = new ArrayList<>(List.of(Judgement.number(last.data())));
                while (numbers.size() < 200) {
                    Stream.Event event = resumed.next(SOON);
                    assertThat(event.type()).as(event.data()).isNotEqualTo("sluice.gap");
                    if (!event.isControl()) {
                        numbers.add(Judgement.number(event.data()));
                    }
                }
                Judgement.assertContiguous(numbers, "resumed at gateway " + node);
            }
        }
    }
}
