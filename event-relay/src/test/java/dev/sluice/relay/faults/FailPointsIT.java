package dev.sluice.relay.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.channel.Channel;
import dev.sluice.model.event.Verdict;
import dev.sluice.testsupport.history.FeedHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Relays that are killed at each step of their tenure, one after the other, while the backend sends 500 events a second.
 * {@code -Dtest.fail-points.turns=N} goes through all steps N times, {@code -Dtest.seed} repeats an order.
 */
@Tag("faults")
class FailPointsIT extends RelayCase {
    private static final String TEMPLATE = "/prices/{symbol}";
    private static final int TURNS = Integer.getInteger("test.fail-points.turns", 1);

    private final String apiId = UUID.randomUUID().toString();
    private final Channel prices = Installation.channel(apiId, "/prices/AAA", "rate=500");
    private final ScheduledExecutorService gateway = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void begin() throws Exception {
        installation.createEvents(apiId, 1);
        installation.deploy(apiId, 1, backendUrl(), List.of(Installation.topic(TEMPLATE)));
        installation.demand(prices, 1, TEMPLATE, "gateway-1", "first");
        var unused = gateway.scheduleWithFixedDelay(
                () -> installation.announce("gateway-1", "first"), 0, 1, TimeUnit.SECONDS);
    }

    @AfterEach
    void endGateway() {
        gateway.shutdownNow();
    }

    @Override
    RelayProcess startRelay() {
        return RelayProcess.start(installation, "relay-1");
    }

    @Test
    void whereverARelayIsKilledTheNextOneGoesOnAndTheLogIsWhole() {
        long seed = Long.getLong("test.seed", System.nanoTime());
        System.out.println("fail points: test.seed=" + seed);
        Random random = new Random(seed);
        soon().untilAsserted(() -> assertThat(size()).isGreaterThan(100));
        relay.kill();

        // When
        int kills = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            List<FailPoint.Step> steps = new ArrayList<>(List.of(FailPoint.Step.values()));
            Collections.shuffle(steps, random);
            for (FailPoint.Step step : steps) {
                if (step == FailPoint.Step.EVENT_READ) {
                    // What a relay knows from Kafka's answers it does not read: one it has not heard of has to lie
                    // there.
                    failAt(FailPoint.Step.EVENT_ACKED, 1);
                    kills++;
                }
                failAt(step, isOnce(step) ? 1 : 1 + random.nextInt(isState(step) ? 3 : 400));
                kills++;
            }
        }
        relay = startRelay();

        // Then
        int before = size();
        soon().untilAsserted(() -> assertThat(size()).isGreaterThan(before + 500));
        FeedHistory history = installation.history(apiId, 0);
        System.out.println("fail points: " + kills + " kills, " + history.verdicts());
        Prices.assertWhole(history, prices.key());
        assertThat(history.verdicts().get(Verdict.CLAIMED)).as("claims").isGreaterThan(TURNS * 5);
    }

    private void failAt(FailPoint.Step step, int times) {
        try (RelayProcess failing = RelayProcess.failingAt(installation, "relay-1", step, times)) {
            assertThat(failing.exitCode())
                    .as("%s:%d, log:%n%s", step, times, failing.log())
                    .isEqualTo(FailPoint.EXIT_CODE);
        }
    }

    private int size() {
        return installation.history(apiId, 0).ofChannel(prices.key()).size();
    }

    private static boolean isOnce(FailPoint.Step step) {
        return switch (step) {
            case CLAIM_SENT, CLAIM_ACKED, CLAIM_READ, EVENT_READ -> true;
            default -> false;
        };
    }

    private static boolean isState(FailPoint.Step step) {
        return switch (step) {
            case CHANNEL_STATE_SENT, FEED_STATE_SENT, STATE_ACKED -> true;
            default -> false;
        };
    }
}
