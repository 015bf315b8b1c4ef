package dev.sluice.benchmark;

import dev.sluice.benchmark.load.LoadClient;
import dev.sluice.benchmark.load.Subscription;
import dev.sluice.benchmark.report.Measurement;
import dev.sluice.benchmark.report.Results;
import dev.sluice.benchmark.server.CoreTime;
import dev.sluice.benchmark.server.Cores;
import dev.sluice.benchmark.server.Cpu;
import dev.sluice.benchmark.server.ProcessFigures;
import dev.sluice.benchmark.server.Server;
import dev.sluice.benchmark.server.Traffic;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Events to many clients: what each delivery costs.
 *
 * @param rawTraffic what the plain sockets are given, by default the same
 */
record FanOut(String name, String title, int clients, Traffic traffic, Traffic rawTraffic) implements Scenario {
    private static final int CONNECTING_AT_ONCE = 200;

    FanOut(String name, String title, int clients, Traffic traffic) {
        this(name, title, clients, traffic, traffic);
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, ExecutionException {
        raw(bench);
        try (Server server = bench.gateway().start(traffic, Map.of())) {
            bench.results().add(name, "gateway", measure(bench, server, traffic));
        }
        raw(bench);
    }

    private void raw(Bench bench) throws IOException, InterruptedException {
        if (bench.raw().isPresent()) {
            try (Server server = bench.raw().get().start(rawTraffic)) {
                bench.results().add(name, Results.RAW, measure(bench, server, rawTraffic));
            }
        }
    }

    private Measurement measure(Bench bench, Server server, Traffic sent) throws IOException, InterruptedException {
        try (LoadClient load = new LoadClient()) {
            load.connect(
                    server.port(),
                    sent.dataBytes(),
                    clients,
                    CONNECTING_AT_ONCE,
                    client -> Subscription.live(server.path(client)));
            server.begin(load::receivedEver, clients);
            bench.warmUp();
            load.reset();
            long began = System.nanoTime();
            CoreTime core = Cores.SERVER.time();
            Cpu before = ProcessFigures.cpu(server.pid());
            bench.watch();
            Cpu used = ProcessFigures.cpu(server.pid()).since(before);
            CoreTime coreUsed = Cores.SERVER.time().since(core);
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Measurement(load.received(), used, coreUsed, seconds);
        }
    }
}
