package dev.sluice.benchmark;

import dev.sluice.benchmark.load.LoadClient;
import dev.sluice.benchmark.load.Subscription;
import dev.sluice.benchmark.report.Median;
import dev.sluice.benchmark.report.Results;
import dev.sluice.benchmark.server.Cores;
import dev.sluice.benchmark.server.Cpu;
import dev.sluice.benchmark.server.GatewayProcess;
import dev.sluice.benchmark.server.Server;
import dev.sluice.benchmark.server.Traffic;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/**
 * All clients are cut off and come back at once with the id of the last event. The median of some rounds after some that
 * are not counted.
 */
record Reconnect(String name, String title, int clients) implements Scenario {
    private static final int WARM_UP_ROUNDS = 5;
    private static final int ROUNDS = 7;

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, ExecutionException {
        if (bench.raw().isPresent()) {
            try (Server server = bench.raw().get().start(Traffic.NONE)) {
                measure(bench, Results.RAW, server, Subscription.live(server.path(0)));
            }
        }
        try (GatewayProcess server = bench.startGateway(this, Traffic.NONE)) {
            String last = server.send(1).toString();
            measure(bench, Results.GATEWAY, server, new Subscription(server.path(0), last, 1));
        }
    }

    private void measure(Bench bench, String name, Server server, Subscription wanted)
            throws IOException, InterruptedException {
        Median seconds = new Median();
        Median micros = new Median();
        try (LoadClient load = new LoadClient()) {
            for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                bench.settle();
                Cpu before = Cores.SERVER.cpu(server.pid());
                load.drop();
                long nanos = load.connect(server.port(), Traffic.NONE.dataBytes(), clients, clients, _ -> wanted);
                Cpu used = Cores.SERVER.cpu(server.pid()).since(before);
                if (round >= 0) {
                    seconds.add(nanos / 1e9);
                    micros.add((double) used.micros() / clients);
                }
            }
        }
        bench.results().add(name(), name, "seconds until all have a 200", seconds.value());
        bench.results().add(name(), name, "CPU us per connection", micros.value());
    }
}
