package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.embedded.FaultProxy;
import dev.sluice.embedded.FaultProxy.Direction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * 500 events a second while one gateway's way to Kafka works in one direction only, or badly, and while relays come and
 * go.
 */
@Tag("faults")
class ClusterFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration CUT = Duration.ofSeconds(30);
    /** Of the clients that are beside the fault. */
    private static final Duration UNNOTICED = Duration.ofSeconds(3);

    private static final Duration RESENT_AFTER = Duration.ofMillis(200);

    private static final int CHANNELS = 8;
    private static final int TURNS = 3;
    private static final Duration TURN = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static ClusterSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = ClusterSystem.start(directory, Set.of("gateway-2"));
    }

    @AfterAll
    static void stop() throws Exception {
        system.close();
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void aGatewayWhoseWayToKafkaWorksInOneDirectionKeepsItsClientsAndTellsThem(Direction lost) throws Exception {
        // Given
        Load.Target api = system.deploy(1);
        Load load = Load.start("one-way " + lost, api, system.gateways(), 1, 4);
        try (load) {
            load.awaitMore(PATIENCE);

            // When
            system.kafka().network().forEach(way -> way.hold(lost));
            LockSupport.parkNanos(CUT.toNanos());
            system.kafka().network().forEach(way -> way.mend());

            // Then
            load.awaitMore(PATIENCE);
        }
        load.judge(system.kafka().bootstrapServers(), ClusterSystem.PREFIX);
        List<ResumingClient> clients = load.clients();
        assertThat(clients).as("not disconnected").allMatch(client -> client.connects() == 1);
        for (int i = 0; i < clients.size(); i++) {
            boolean beside = i % 2 == 0;
            assertThat(clients.get(i).received().stream()
                            .anyMatch(event -> event.type().equals("sluice.status")
                                    && event.data().contains("\"kafka\"")))
                    .as("client %d gets a status", i)
                    .isEqualTo(!beside);
            assertThat(clients.get(i).longestPause().compareTo(UNNOTICED) < 0)
                    .as(
                            "client %d, beside the fault, with its longest pause of %s",
                            i, clients.get(i).longestPause())
                    .isEqualTo(beside);
        }
    }

    @Test
    void aGatewayWhoseWayToKafkaLosesPacketsKeepsItsClients() throws Exception {
        // Given
        long seed = Long.getLong("test.seed", System.nanoTime());
        System.out.println("lossy-gateway: test.seed=" + seed);
        Load.Target api = system.deploy(1);
        Load load = Load.start("lossy-gateway", api, system.gateways(), 1, 4);
        try (load) {
            load.awaitMore(PATIENCE);

            // When
            system.losePackets(new Random(seed));
            LockSupport.parkNanos(CUT.toNanos());
            load.awaitMore(PATIENCE);
            system.kafka().network().forEach(FaultProxy::mend);

            // Then
            load.awaitMore(PATIENCE);
        }
        load.judge(system.kafka().bootstrapServers(), ClusterSystem.PREFIX);
        assertThat(load.clients()).as("not disconnected").allMatch(client -> client.connects() == 1);
        assertThat(load.clients().get(1).longestPause()).as("the fault was one").isGreaterThan(RESENT_AFTER);
    }

    @Test
    void aThirdRelayComesAndGoesEveryTwentySeconds() throws Exception {
        // Given
        Load.Target api = system.deploy(CHANNELS);
        Load load = Load.start("relays-come-and-go", api, system.gateways(), CHANNELS, 2);
        Pulls pulls = new Pulls(system.backend(), load.paths());
        try (load;
                pulls) {
            load.awaitMore(PATIENCE);

            // When
            for (int i = 0; i < TURNS; i++) {
                try (ServiceProcess third = system.anotherRelay("relay-3")) {
                    LockSupport.parkNanos(TURN.toNanos());
                    assertThat(third.isAlive()).isTrue();
                }
                LockSupport.parkNanos(TURN.toNanos());
            }

            // Then
            load.awaitMore(PATIENCE);
        }
        load.judge(system.kafka().bootstrapServers(), ClusterSystem.PREFIX);
        assertThat(load.clients()).as("not disconnected").allMatch(client -> client.connects() == 1);
        System.out.println("relays-come-and-go: doubly pulled for at most " + pulls.longestDouble());
        assertThat(pulls.longestDouble()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}
