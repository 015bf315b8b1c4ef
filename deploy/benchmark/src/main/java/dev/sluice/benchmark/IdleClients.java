package dev.sluice.benchmark;

import dev.sluice.benchmark.load.LoadClient;
import dev.sluice.benchmark.load.Subscription;
import dev.sluice.benchmark.report.Results;
import dev.sluice.benchmark.server.ProcessFigures;
import dev.sluice.benchmark.server.Server;
import dev.sluice.benchmark.server.Traffic;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/** Clients of a channel on which nothing happens: what each holds in memory. */
record IdleClients(String name, String title, int clients) implements Scenario {
    private static final int CONNECTING_AT_ONCE = 200;
    /** Connect and leave before, so that code and pools which the first ones need are not counted. */
    private static final int FIRST_CLIENTS = 200;

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, ExecutionException {
        if (bench.raw().isPresent()) {
            try (Server server = bench.raw().get().start(Traffic.NONE)) {
                measure(bench, Results.RAW, server);
            }
        }
        try (Server server = bench.startGateway(this, Traffic.NONE)) {
            measure(bench, Results.GATEWAY, server);
        }
    }

    private void measure(Bench bench, String name, Server server) throws IOException, InterruptedException {
        try (LoadClient load = new LoadClient()) {
            connect(load, server, FIRST_CLIENTS);
            load.drop();
            bench.settle();
            long before = ProcessFigures.residentBytes(server.pid());
            connect(load, server, clients);
            bench.settle();
            long after = ProcessFigures.residentBytes(server.pid());
            bench.results().add(name(), name, "resident bytes per connection", (double) (after - before) / clients);
        }
    }

    private static void connect(LoadClient load, Server server, int count) throws InterruptedException {
        load.connect(
                server.port(),
                Traffic.NONE.dataBytes(),
                count,
                CONNECTING_AT_ONCE,
                client -> Subscription.live(server.path(client)));
    }
}
