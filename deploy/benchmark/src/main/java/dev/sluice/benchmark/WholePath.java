package dev.sluice.benchmark;

import dev.sluice.benchmark.report.Results;
import dev.sluice.benchmark.server.Cores;
import dev.sluice.benchmark.server.RawProgram;
import dev.sluice.benchmark.server.RunningProgram;
import dev.sluice.benchmark.server.Server;
import dev.sluice.benchmark.server.Traffic;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Events from a backend through relay, Kafka and gateway to one client, against a client of the backend itself. The plain
 * sockets are the backend, so without them nothing is measured.
 */
record WholePath(String name, String title, Traffic traffic) implements Scenario {
    private static final int CLIENTS = 1;

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, ExecutionException {
        Optional<RawProgram> raw = bench.raw();
        if (raw.isEmpty()) {
            return;
        }
        direct(bench, raw.get());
        try (Server backend = raw.get().startBackend(traffic);
                RunningProgram _ = bench.relay().start(Cores.OTHERS);
                Server gateway = bench.gateway().startWithBackend("http://127.0.0.1:" + backend.port())) {
            bench.results().add(name, Results.GATEWAY, SteadyState.measure(bench, gateway, traffic, CLIENTS));
        }
        direct(bench, raw.get());
    }

    private void direct(Bench bench, RawProgram raw) throws IOException, InterruptedException {
        try (Server server = raw.start(traffic)) {
            bench.results().add(name, Results.RAW, SteadyState.measure(bench, server, traffic, CLIENTS));
        }
    }
}
