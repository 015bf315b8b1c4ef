package dev.sluice.benchmark;

import dev.sluice.benchmark.report.Results;
import dev.sluice.benchmark.server.Server;
import dev.sluice.benchmark.server.Traffic;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/**
 * Events to many clients: what each delivery costs.
 *
 * @param rawTraffic what the bare writer is given, by default the same; it does not batch and could not take bursts
 */
record FanOut(String name, String title, int clients, Traffic traffic, Traffic rawTraffic) implements Scenario {

    FanOut(String name, String title, int clients, Traffic traffic) {
        this(name, title, clients, traffic, traffic);
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, ExecutionException {
        raw(bench);
        try (Server server = bench.startGateway(this, traffic)) {
            bench.results().add(name, Results.GATEWAY, SteadyState.measure(bench, server, traffic, clients));
        }
        raw(bench);
    }

    private void raw(Bench bench) throws IOException, InterruptedException {
        if (bench.raw().isPresent()) {
            try (Server server = bench.raw().get().start(rawTraffic)) {
                bench.results().add(name, Results.RAW, SteadyState.measure(bench, server, rawTraffic, clients));
            }
        }
    }
}
