package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The cluster of {@code deploy/compose}, whose containers are replaced and killed under load. */
@Tag("containers")
@EnabledIf(
        value = "dev.sluice.acceptance.ComposeSystem#isHere",
        disabledReason = "no Docker engine with compose answers on this machine")
class ComposeClusterIT {
    private static final int CLIENTS = 2000;
    /** So slow that a drain can be seen: 1,000 streams take 20 s of the 30 s that there are. */
    private static final int STREAMS_PER_SECOND = 50;
    /** The default of {@code sluice.gateway.drain.window}: however many there are, no drain takes longer. */
    private static final double LONGEST_DRAIN_SECONDS = 30;

    private static ComposeSystem system;

    @BeforeAll
    static void start() {
        system = ComposeSystem.compressing("lz4")
                .with("gateway", "SLUICE_GATEWAY_DRAIN_STREAMS_PER_SECOND", String.valueOf(STREAMS_PER_SECOND))
                .with("gateway-2", "SLUICE_GATEWAY_DRAIN_STREAMS_PER_SECOND", String.valueOf(STREAMS_PER_SECOND))
                .start("sluice-cluster", "compose.yaml", "compose.cluster.yaml");
    }

    @AfterAll
    static void stop() {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void twoThousandClientsMissAndRepeatNothingWhileGatewaysAreReplacedAndABrokerIsKilled() {
        ComposeSystem.Sample sample = system.sample();
        URI balancer = URI.create("http://localhost:" + system.port(8280));
        String path = "/observer/1.0.0/prices/CLUSTER?rate=2";
        try (Crowd crowd = Crowd.of(CLIENTS, balancer, path, sample.token())) {
            for (String gateway : List.of("gateway", "gateway-2")) {
                assertSpreadOut(crowd, () -> system.replace(gateway));
            }
            system.compose("kill", "kafka-2");
            crowd.awaitMore();
            system.compose("start", "kafka-2");
            crowd.awaitMore();
            crowd.close();
            crowd.assertNothingMissedOrRepeated();
        }
    }

    /** The clients of a gateway that is replaced come back over at least 80 % of the time in which it ends them. */
    private static void assertSpreadOut(Crowd crowd, Runnable replacement) {
        long began = System.nanoTime();
        replacement.run();
        crowd.awaitMore();
        List<Long> connects = crowd.connectsSince(began);
        double drainSeconds = Math.min(LONGEST_DRAIN_SECONDS, (double) connects.size() / STREAMS_PER_SECOND);
        Duration spread = Duration.ofNanos(connects.getLast() - connects.getFirst());
        System.out.printf("%d clients came back over %d ms%n", connects.size(), spread.toMillis());
        assertThat(connects).hasSizeGreaterThan(CLIENTS / 4);
        assertThat(spread).isGreaterThanOrEqualTo(Duration.ofMillis((long) (drainSeconds * 800)));
    }
}
