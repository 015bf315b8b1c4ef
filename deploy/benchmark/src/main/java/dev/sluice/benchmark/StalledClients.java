package dev.sluice.benchmark;

import dev.sluice.benchmark.load.LoadClient;
import dev.sluice.benchmark.load.Subscription;
import dev.sluice.benchmark.report.Results;
import dev.sluice.benchmark.server.GatewayProcess;
import dev.sluice.benchmark.server.ProcessFigures;
import dev.sluice.benchmark.server.Server;
import dev.sluice.benchmark.server.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Clients that read, first alone and then beside others that connect and read nothing: what these cost the others, and
 * what the gateway holds for them. Its ring is so small that their places are no longer in it at the end. Then they
 * read on, and must get all they have not read: so they were there all the time. The gateway closes a client that takes
 * nothing for 15 s, so this is watched for {@value #MAX_SECONDS} s at most.
 */
record StalledClients(String name, String title, int readers, int stalled, Traffic traffic) implements Scenario {
    private static final int MAX_SECONDS = 8;
    private static final Duration MAX = Duration.ofSeconds(MAX_SECONDS);
    private static final String RING_BYTES = Integer.toString(32 * 1024);
    /** Until no socket takes more: it takes about 150 events of 100 B. */
    private static final int FILLING_BURSTS = 50;

    private static final int FILLING_BURST = 10;
    private static final double MIB = 1 << 20;

    @Override
    public Map<String, String> settings() {
        return Map.of("sluice.gateway.ring.bytes-per-feed", RING_BYTES);
    }

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, ExecutionException {
        if (bench.raw().isPresent()) {
            try (Server server = bench.raw().get().start(traffic)) {
                bench.results().add(name, Results.RAW, SteadyState.measure(bench, server, traffic, readers));
            }
        }
        try (GatewayProcess server = bench.startGateway(this, traffic)) {
            SteadyState.warmUp(bench, server, traffic, readers);
            try (LoadClient load = new LoadClient();
                    LoadClient stalling = new LoadClient()) {
                SteadyState.connect(load, server, traffic, readers, Subscription::live);
                server.begin(load::receivedEver, readers);
                bench.becomeSteady(server);
                bench.results().add(name, Results.GATEWAY, SteadyState.watch(server.pid(), load, time(bench)));
                server.pause();
                beside(bench, server, load, stalling);
            }
        }
    }

    private void beside(Bench bench, GatewayProcess server, LoadClient load, LoadClient stalling)
            throws IOException, InterruptedException, ExecutionException {
        resident(bench, server, "without a stalled client");
        long first = server.send(1).sequence();
        SteadyState.connect(stalling, server, traffic, stalled, Subscription::stalled);
        for (int i = 0; i < FILLING_BURSTS; i++) {
            server.send(FILLING_BURST);
        }
        resident(bench, server, "when they have stalled");
        server.begin(load::receivedEver, readers);
        bench.becomeSteady();
        bench.results()
                .add(name, "gateway, " + stalled + " stalled", SteadyState.watch(server.pid(), load, time(bench)));
        server.pause();
        resident(bench, server, "at the end of the stall");
        long last = server.send(1).sequence();
        stalling.readOn();
        stalling.awaitEvents(stalled * (last - first));
        stalling.received().check();
    }

    private static Duration time(Bench bench) {
        return bench.options().measured().compareTo(MAX) < 0 ? bench.options().measured() : MAX;
    }

    private void resident(Bench bench, GatewayProcess server, String when) throws IOException {
        double bytes = ProcessFigures.residentBytes(server.pid());
        bench.results().add(name, Results.GATEWAY, "resident MiB, " + when, bytes / MIB);
    }
}
