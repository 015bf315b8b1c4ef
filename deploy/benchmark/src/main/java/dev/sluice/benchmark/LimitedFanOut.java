package dev.sluice.benchmark;

import dev.sluice.benchmark.load.LoadClient;
import dev.sluice.benchmark.load.Subscription;
import dev.sluice.benchmark.server.Server;
import dev.sluice.benchmark.server.Traffic;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/**
 * What it costs to count events: the same clients of the same gateway, by turns without a limit and with one that is far
 * away, since two starts of a gateway differ by more than that.
 */
record LimitedFanOut(String name, String title, int clients, Traffic traffic) implements Scenario {
    private static final int ROUNDS = 3;

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, ExecutionException {
        try (Server server = bench.startGateway(this, traffic);
                LoadClient load = new LoadClient()) {
            SteadyState.warmUp(bench, server, traffic, clients);
            SteadyState.connect(load, server, traffic, clients, Subscription::live);
            server.begin(load::receivedEver, clients);
            bench.installation().limitOpenTopics();
            bench.becomeSteady(server);
            bench.installation().unlimitOpenTopics();
            bench.becomeSteady(server);
            for (int round = 0; round < ROUNDS; round++) {
                watch(bench, server, load, "unlimited");
                bench.installation().limitOpenTopics();
                watch(bench, server, load, "limited");
                bench.installation().unlimitOpenTopics();
            }
        } finally {
            bench.installation().unlimitOpenTopics();
        }
    }

    private void watch(Bench bench, Server server, LoadClient load, String what)
            throws IOException, InterruptedException {
        bench.becomeSteady();
        bench.results()
                .add(
                        name,
                        what,
                        SteadyState.watch(server.pid(), load, bench.options().measured()));
    }
}
