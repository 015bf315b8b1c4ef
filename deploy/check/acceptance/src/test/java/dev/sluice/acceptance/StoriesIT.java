package dev.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * 500 events a second while one story after the other befalls one system: nothing lost, nothing doubled, in order, no false
 * gap. {@code -Dtest.faults.seeds} says how many are drawn (50), {@code -Dtest.seed=N} repeats one. Each takes about
 * 20 s.
 */
@Tag("faults")
class StoriesIT {
    private static final int FEEDS = 4;
    private static final int CHANNELS = 4;
    private static final int CLIENTS_EACH = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static final List<Long> SEEDS = seeds();
    private static final Set<Long> FAILED = new HashSet<>();

    private final LocalSystem system = LocalSystem.shared();
    private final Portal portal = new Portal(system);

    @ParameterizedTest(name = "test.seed={0}")
    @FieldSource("SEEDS")
    void everythingArrivesOnce(long seed) throws Exception {
        assertThat(FAILED).as("what was lost once is lost").doesNotContain(seed);
        FAILED.add(seed);
        Story story = Story.draw(seed);
        System.out.println("story: test.seed=" + seed + ": " + story);
        awaitAllReady();
        Load load = load("story-" + seed);
        try (load) {
            load.awaitMore(PATIENCE);
            story.happenTo(system);
            load.awaitMore(PATIENCE);
        }
        load.judge(system.bootstrapServers(), "sluice");
        FAILED.remove(seed);
    }

    private Load load(String what) {
        ObjectNode streaming = Rest.JSON.createObjectNode().put("eventPartitions", FEEDS);
        Portal.Api api = portal.deployedApi(what, system.backend(), null, streaming, "/prices/{symbol}");
        Load.Target target = new Load.Target(api.id(), FEEDS, api.basePath(), portal.subscribedToken(api));
        return Load.start(what, target, List.of(system.gateway(1), system.gateway(2)), CHANNELS, CLIENTS_EACH);
    }

    private void awaitAllReady() {
        await("all nodes are ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(system.states().values()).containsOnly("ready"));
    }

    private static List<Long> seeds() {
        Long one = Long.getLong("test.seed");
        return one != null
                ? List.of(one)
                : new Random()
                        .longs(Integer.getInteger("test.faults.seeds", 50), 0, 1_000_000)
                        .boxed()
                        .toList();
    }
}
