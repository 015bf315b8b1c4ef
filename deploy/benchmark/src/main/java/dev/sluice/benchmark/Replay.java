package dev.sluice.benchmark;

import dev.sluice.benchmark.load.LoadClient;
import dev.sluice.benchmark.load.Subscription;
import dev.sluice.benchmark.report.Median;
import dev.sluice.benchmark.report.Results;
import dev.sluice.benchmark.server.GatewayProcess;
import dev.sluice.benchmark.server.Server;
import dev.sluice.benchmark.server.Traffic;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/**
 * Clients that come back together and all lack the same events, which the gateway has in memory: how fast they have them.
 * The median of some rounds after some that are not counted.
 */
record Replay(String name, String title) implements Scenario {
    private static final int CLIENTS = 20;
    private static final int EVENTS = 10_000;
    private static final int WARM_UP_ROUNDS = 5;
    private static final int ROUNDS = 9;

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, ExecutionException {
        if (bench.raw().isPresent()) {
            try (Server server = bench.raw().get().startWithLog(Traffic.NONE, EVENTS)) {
                measure(bench, Results.RAW, server, new Subscription(server.path(0), null, 0));
            }
        }
        try (GatewayProcess server = bench.startGateway(this, Traffic.NONE);
                LoadClient watching = new LoadClient()) {
            watching.connect(
                    server.port(), Traffic.NONE.dataBytes(), 1, 1, client -> Subscription.live(server.path(client)));
            String first = server.send(1).toString();
            server.send(EVENTS);
            watching.awaitEvents(EVENTS + 1);
            measure(bench, Results.GATEWAY, server, new Subscription(server.path(0), first, 1));
        }
    }

    private void measure(Bench bench, String server, Server measured, Subscription past)
            throws IOException, InterruptedException {
        Median seconds = new Median();
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            double taken = round(measured, past);
            if (round >= 0) {
                seconds.add(taken);
            }
        }
        bench.results().add(name, server, "events/s", (double) CLIENTS * EVENTS / seconds.value());
    }

    private static double round(Server server, Subscription past) throws IOException, InterruptedException {
        try (LoadClient load = new LoadClient()) {
            long began = System.nanoTime();
            load.connect(server.port(), Traffic.NONE.dataBytes(), CLIENTS, CLIENTS, _ -> past);
            load.awaitEvents((long) CLIENTS * EVENTS);
            double seconds = (System.nanoTime() - began) / 1e9;
            load.received().check();
            return seconds;
        }
    }
}
