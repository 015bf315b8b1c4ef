package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 500 events a second while processes are killed and frozen: nothing lost, nothing doubled, in order, no false gap. */
class FaultsIT {
    private static final int CLIENTS = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONG_FREEZE = Duration.ofSeconds(60);
    private static final Duration LETS_GO_WITHIN = Duration.ofSeconds(1);

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);

    @Test
    void aRelayAndAGatewayAreKilled() throws Exception {
        underLoad("kill", (random, _) -> {
            system.kill("relay-" + (1 + random.nextInt(2)));
            pause(random, 500, 1500);
            system.kill("gateway-" + (1 + random.nextInt(2)));
        });
    }

    @Test
    @Tag("faults")
    void relaysAreKilledTenTimes() throws Exception {
        underLoad("relay-kill", (random, _) -> {
            for (int i = 0; i < 10; i++) {
                pause(random, 500, 3000);
                String victim = "relay-" + (1 + random.nextInt(2));
                awaitReady(victim);
                system.kill(victim);
            }
        });
    }

    @Test
    @Tag("faults")
    void gatewaysAreKilledFiveTimes() throws Exception {
        underLoad("gateway-kill", (random, _) -> {
            for (int i = 0; i < 5; i++) {
                pause(random, 500, 3000);
                String victim = "gateway-" + (1 + random.nextInt(2));
                awaitReady("gateway-1");
                awaitReady("gateway-2");
                system.kill(victim);
            }
        });
    }

    @Test
    @Tag("faults")
    void aRelayIsFrozenForTwentySecondsAndThawed() throws Exception {
        underLoad("relay-freeze", (random, _) -> {
            for (String victim : List.of("relay-1", "relay-2")) {
                awaitReady("relay-1");
                awaitReady("relay-2");
                pause(random, 500, 1500);
                system.freeze(victim);
                LockSupport.parkNanos(Duration.ofSeconds(20).toNanos());
                system.thaw(victim);
                pause(random, 3000, 5000);
            }
        });
    }

    /** What a frozen process has open stays open, so that the backend sees two relays until it runs again. */
    @Test
    @Tag("faults")
    void aRelayThatWasFrozenForAMinuteLetsGoOfItsUpstreamsWithinASecond() throws Exception {
        underLoad("relay-long-freeze", (_, load) -> {
            awaitReady("relay-1");
            awaitReady("relay-2");
            String owner = portal.relayOf(load.apiId());
            Pulls frozen = pulls(load);
            try (frozen) {
                system.freeze(owner);
                LockSupport.parkNanos(LONG_FREEZE.toNanos());
                system.thaw(owner);
            }
            Pulls thawed = pulls(load);
            try (thawed) {
                load.awaitMore(PATIENCE);
                awaitReady(owner);
            }
            System.out.println("relay-long-freeze: doubly pulled for " + frozen.longestDouble() + ", and "
                    + thawed.longestDouble() + " after the thaw");
            assertThat(frozen.longestDouble()).as("the fault was one").isGreaterThan(LONG_FREEZE.dividedBy(2));
            assertThat(thawed.longestDouble()).isLessThanOrEqualTo(LETS_GO_WITHIN);
        });
    }

    private Pulls pulls(Load load) {
        return new Pulls(system.backend(), load.paths());
    }

    private interface Fault {
        void happen(Random random, Load load) throws Exception;
    }

    private void underLoad(String what, Fault fault) throws Exception {
        long seed = Long.getLong("test.seed", System.nanoTime());
        System.out.println(what + ": test.seed=" + seed);
        Random random = new Random(seed);
        Portal.Api api = portal.deployedApi(what, system.backend(), "/prices/{symbol}");
        Load.Target target = new Load.Target(api.id(), 1, api.basePath(), portal.subscribedToken(api));
        Load load = Load.start(what, target, List.of(system.gateway(1), system.gateway(2)), 1, CLIENTS);
        try (load) {
            load.awaitMore(PATIENCE);
            fault.happen(random, load);
            for (String node : List.of("relay-1", "relay-2", "gateway-1", "gateway-2")) {
                awaitReady(node);
            }
            load.awaitMore(PATIENCE);
        }
        load.judge(system.bootstrapServers(), "sluice");
    }

    private void awaitReady(String node) {
        await(node)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(system.state(node)).isEqualTo("ready"));
    }

    /** Lets the load run on for a random time between two faults. */
    private static void pause(Random random, int fromMs, int toMs) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(fromMs, toMs)).toNanos());
    }
}
