package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.embedded.FaultProxy;
import dev.sluice.embedded.KafkaCluster;
import dev.sluice.kafka.TopicSetup;
import dev.sluice.model.topic.KafkaTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 500 events a second while brokers die, their disks are full, and the network between relays and Kafka breaks: nothing
 * lost, nothing doubled, in order, no gap, and no client is disconnected.
 */
@Tag("faults")
class BrokerFaultsIT {
    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration MOST_OF_A_FAILOVER = Duration.ofSeconds(10);

    private static final Duration SHORT_CUT = Duration.ofSeconds(10);
    private static final Duration LONG_CUT = Duration.ofSeconds(60);
    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration LONG_FREEZE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_PROBES = Duration.ofSeconds(5);
    private static final Duration RESENT_AFTER = Duration.ofMillis(200);

    @TempDir
    static Path directory;

    private static ClusterSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = ClusterSystem.start(directory, Set.of("relay-1", "relay-2"));
    }

    @AfterAll
    static void stop() throws Exception {
        system.close();
    }

    /** Each broker hears of a new topic in its own time, and any of them may be asked whether it is right. */
    @Test
    void topicsAreFoundRightAsSoonAsTheyAreMade() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", system.kafka().bootstrapServers()))) {
            TopicSetup setup = new TopicSetup(admin, KafkaCluster.NODES, true);
            for (int i = 0; i < 30; i++) {
                setup.ensure(List.of(new KafkaTopic("made-" + i, 3, Map.of("cleanup.policy", "compact"))));
            }
        }
    }

    @Test
    void theLeaderOfTheFeedIsKilled() throws Exception {
        Load load = underLoad("broker-kill", (random, api) -> {
            pause(random);
            int leader = system.kafka().leaderOf(ClusterSystem.eventsTopic(api.apiId()), 0);
            system.kafka().kill(leader);
            pauseFor(MOST_OF_A_FAILOVER);
            system.kafka().restart(leader);
        });
        for (ResumingClient client : load.clients()) {
            assertThat(client.longestPause()).isLessThan(MOST_OF_A_FAILOVER);
        }
    }

    @Test
    void noRelayReachesKafkaForTenSeconds() throws Exception {
        assertPaused(underLoad("relay-cut", (_, _) -> cut(SHORT_CUT)), SHORT_CUT);
    }

    @Test
    void noRelayReachesKafkaForAMinute() throws Exception {
        assertPaused(underLoad("long-relay-cut", (_, _) -> cut(LONG_CUT)), LONG_CUT);
    }

    @Test
    void theNetworkBetweenRelaysAndKafkaLosesPackets() throws Exception {
        Load load = underLoad("lossy-network", (random, _) -> {
            system.losePackets(random);
            pauseFor(OUTAGE);
            system.kafka().network().forEach(FaultProxy::mend);
        });
        for (ResumingClient client : load.clients()) {
            assertThat(client.longestPause()).as("the fault was one").isGreaterThan(RESENT_AFTER);
        }
    }

    @Test
    void eachBrokerIsKilledTwice() throws Exception {
        underLoad("brokers-kill", (random, api) -> {
            for (int i = 0; i < 2 * KafkaCluster.NODES; i++) {
                int victim = 1 + i % KafkaCluster.NODES;
                awaitAllInSync(api);
                pause(random);
                system.kafka().kill(victim);
                pause(random);
                system.kafka().restart(victim);
            }
        });
    }

    @Test
    void twoOfThreeBrokersAreGoneForHalfAMinute() throws Exception {
        Load load = underLoad("two-brokers-kill", (random, api) -> {
            awaitAllInSync(api);
            int left = 1 + random.nextInt(KafkaCluster.NODES);
            List<Integer> victims = List.of(1 + left % KafkaCluster.NODES, 1 + (left + 1) % KafkaCluster.NODES);
            victims.forEach(system.kafka()::kill);
            pauseFor(OUTAGE);
            system.kafka().restart(victims);
        });
        assertPaused(load, OUTAGE);
    }

    @Test
    void allBrokersAreFrozenForFiveMinutesAndNoProcessIsToBeRestarted() throws Exception {
        Load load = underLoad("brokers-freeze", (_, _) -> {
            for (int broker = 1; broker <= KafkaCluster.NODES; broker++) {
                system.kafka().freeze(broker);
            }
            long end = System.nanoTime() + LONG_FREEZE.toNanos();
            while (System.nanoTime() < end) {
                assertThat(system.notLive()).isEmpty();
                pauseFor(BETWEEN_PROBES);
            }
            for (int broker = 1; broker <= KafkaCluster.NODES; broker++) {
                system.kafka().thaw(broker);
            }
        });
        assertThat(system.notLive()).isEmpty();
        assertPaused(load, LONG_FREEZE);
    }

    @Test
    void theDiskOfTheFeedsLeaderIsFullAndThenThatOfTheNextOne() throws Exception {
        Load load = underLoad("full-disks", (random, api) -> {
            awaitAllInSync(api);
            pause(random);
            List<Integer> victims = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int leader = system.kafka().leaderOf(ClusterSystem.eventsTopic(api.apiId()), 0);
                system.kafka().fillDisk(leader);
                victims.add(leader);
                pauseFor(MOST_OF_A_FAILOVER);
            }
            system.kafka().restart(victims);
        });
        assertPaused(load, MOST_OF_A_FAILOVER);
    }

    /** What they have acknowledged is in the operating system's memory, and outlives them. */
    @Test
    void allBrokersAreKilledAtOnce() throws Exception {
        underLoad("all-brokers-kill", (random, api) -> {
            awaitAllInSync(api);
            pause(random);
            List<Integer> all =
                    IntStream.rangeClosed(1, KafkaCluster.NODES).boxed().toList();
            all.forEach(system.kafka()::kill);
            system.kafka().restart(all);
        });
    }

    private interface Fault {
        void happen(Random random, Load.Target api) throws Exception;
    }

    private static Load underLoad(String what, Fault fault) throws Exception {
        long seed = Long.getLong("test.seed", System.nanoTime());
        System.out.println(what + ": test.seed=" + seed);
        Load.Target api = system.deploy(1);
        Load load = Load.start(what, api, system.gateways(), 1, CLIENTS);
        try (load) {
            load.awaitMore(PATIENCE);
            fault.happen(new Random(seed), api);
            load.awaitMore(PATIENCE);
            awaitAllInSync(api);
        }
        load.judge(system.kafka().bootstrapServers(), ClusterSystem.PREFIX);
        assertThat(load.clients()).as("not disconnected").allMatch(client -> client.connects() == 1);
        return load;
    }

    /** The fault was one. */
    private static void assertPaused(Load load, Duration duration) {
        for (ResumingClient client : load.clients()) {
            assertThat(client.longestPause()).isGreaterThan(duration.minusSeconds(1));
        }
    }

    private static void cut(Duration duration) {
        system.kafka().network().forEach(FaultProxy::hold);
        pauseFor(duration);
        system.kafka().network().forEach(FaultProxy::mend);
    }

    private static void awaitAllInSync(Load.Target api) {
        await("all replicas in sync")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(system.kafka().inSync(ClusterSystem.eventsTopic(api.apiId()), 0))
                        .hasSize(KafkaCluster.NODES));
    }

    /** Lets the load run on for a random time. */
    private static void pause(Random random) {
        pauseFor(Duration.ofMillis(random.nextInt(1000, 4000)));
    }

    private static void pauseFor(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
