package dev.sluice.benchmark;

import dev.sluice.benchmark.load.LoadFailedException;
import dev.sluice.benchmark.server.Cores;
import dev.sluice.benchmark.server.ProcessFigures;
import dev.sluice.benchmark.server.RunningProgram;
import dev.sluice.benchmark.server.Server;
import dev.sluice.benchmark.server.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/**
 * Channels that the relay pulls and on which nothing happens: what each holds in memory. The plain sockets are the backend,
 * so without them nothing is measured.
 *
 * @param channels of each API
 */
record IdleChannels(String name, String title, int apis, int channels) implements Scenario {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final long MOST_NANOS = Duration.ofMinutes(2).toNanos();

    @Override
    public void run(Bench bench) throws IOException, InterruptedException, ExecutionException {
        if (bench.raw().isEmpty()) {
            return;
        }
        try (Server backend = bench.raw().get().startBackend(Traffic.NONE);
                RunningProgram relay = bench.relay().start(Cores.SERVER)) {
            String url = "http://127.0.0.1:" + backend.port();
            deploy(bench, url, 1);
            awaitConnections(bench, relay, channels);
            long before = ProcessFigures.residentBytes(relay.pid());
            deploy(bench, url, apis);
            awaitConnections(bench, relay, (apis + 1) * channels);
            long after = ProcessFigures.residentBytes(relay.pid());
            bench.results()
                    .add(name, "relay", "resident bytes per channel", (double) (after - before) / (apis * channels));
            bench.results().add(name, "relay", "threads", ProcessFigures.threads(relay.pid()));
        }
    }

    private void deploy(Bench bench, String url, int count) throws InterruptedException, ExecutionException {
        for (int i = 0; i < count; i++) {
            bench.installation().deployPinned(url, channels);
        }
    }

    /** Those with Kafka are a handful, and count, too. */
    private static void awaitConnections(Bench bench, RunningProgram relay, int wanted)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + MOST_NANOS;
        while (ProcessFigures.sockets(relay.pid()) < wanted) {
            if (System.nanoTime() > deadline) {
                throw new LoadFailedException("after two minutes the relay has " + ProcessFigures.sockets(relay.pid())
                        + " connections of " + wanted);
            }
            Bench.rest(LOOK_AGAIN);
        }
        bench.settle();
    }
}
