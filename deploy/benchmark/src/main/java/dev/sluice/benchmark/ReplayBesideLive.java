package dev.sluice.benchmark;

import dev.sluice.benchmark.feed.SimulatedRelay;
import dev.sluice.benchmark.load.LoadClient;
import dev.sluice.benchmark.load.LoadResult;
import dev.sluice.benchmark.load.Subscription;
import dev.sluice.benchmark.report.Median;
import dev.sluice.benchmark.report.Results;
import dev.sluice.benchmark.server.GatewayProcess;
import dev.sluice.benchmark.server.Traffic;
import dev.sluice.model.event.EventId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/**
 * What live readers wait for their events, without and beside clients that replay the log of another API from Kafka. The
 * median of some rounds after one that is not counted. The clients share a core with Kafka, so a part of what the readers
 * wait longer is theirs.
 *
 * @param traffic of the live readers
 * @param replaying clients that come together
 * @param events that each of them is sent
 * @param dataBytes of each of these events
 */
record ReplayBesideLive(
        String name, String title, int readers, Traffic traffic, int replaying, int events, int dataBytes)
        implements Scenario {
    private static final int WARM_UP_ROUNDS = 1;
    private static final int ROUNDS = 3;
    private static final int P99 = 99;
    private static final Duration MOST = Duration.ofMinutes(5);

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, ExecutionException {
        Traffic history = Traffic.toAll(dataBytes, Traffic.SILENT);
        try (SimulatedRelay old = bench.gateway().playRelay(history)) {
            EventId first = old.write(events + 1);
            try (GatewayProcess server = bench.startGateway(this, traffic)) {
                SteadyState.warmUp(bench, server, traffic, readers);
                measure(bench, server, new Subscription(old.path(0), first.toString(), 1));
            }
        }
    }

    private void measure(Bench bench, GatewayProcess server, Subscription past)
            throws IOException, InterruptedException {
        Median alone = new Median();
        Median beside = new Median();
        Median rate = new Median();
        try (LoadClient live = new LoadClient()) {
            SteadyState.connect(live, server, traffic, readers, Subscription::live);
            server.begin(live::receivedEver, readers);
            bench.becomeSteady(server);
            for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                bench.settle();
                live.reset();
                Bench.rest(bench.options().measured());
                double without = p99(live.received());
                live.reset();
                double seconds = replay(server, past);
                double with = p99(live.received());
                if (round >= 0) {
                    alone.add(without);
                    beside.add(with);
                    rate.add((double) replaying * events * dataBytes / 1e6 / seconds);
                }
            }
        }
        bench.results().add(name, Results.GATEWAY, "p99 ms of live readers", alone.value());
        bench.results().add(name, Results.GATEWAY, "p99 ms beside the replay", beside.value());
        bench.results().add(name, Results.GATEWAY, "ratio of the two", beside.value() / alone.value());
        bench.results().add(name, Results.GATEWAY, "MB/s of data replayed", rate.value());
    }

    /** Until all have all; answers the seconds. */
    private double replay(GatewayProcess server, Subscription past) throws IOException, InterruptedException {
        try (LoadClient load = new LoadClient()) {
            long began = System.nanoTime();
            load.connect(server.port(), dataBytes, replaying, replaying, _ -> past);
            load.awaitEvents((long) replaying * events, MOST);
            double seconds = (System.nanoTime() - began) / 1e9;
            load.received().check();
            return seconds;
        }
    }

    private static double p99(LoadResult live) {
        live.check();
        return live.latencyMillis(P99);
    }
}
