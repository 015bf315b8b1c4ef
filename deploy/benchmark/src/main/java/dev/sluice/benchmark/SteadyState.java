package dev.sluice.benchmark;

import dev.sluice.benchmark.load.LoadClient;
import dev.sluice.benchmark.load.Subscription;
import dev.sluice.benchmark.report.Measurement;
import dev.sluice.benchmark.server.CoreTime;
import dev.sluice.benchmark.server.Cores;
import dev.sluice.benchmark.server.Cpu;
import dev.sluice.benchmark.server.ProcessFigures;
import dev.sluice.benchmark.server.Server;
import dev.sluice.benchmark.server.Traffic;
import java.io.IOException;

/** Connects clients, lets the server get warm, then looks at it for some time. */
final class SteadyState {
    private static final int CONNECTING_AT_ONCE = 200;

    private SteadyState() {}

    /** @param traffic that the server sends */
    static Measurement measure(Bench bench, Server server, Traffic traffic, int clients)
            throws IOException, InterruptedException {
        try (LoadClient load = new LoadClient()) {
            load.connect(
                    server.port(),
                    traffic.dataBytes(),
                    clients,
                    CONNECTING_AT_ONCE,
                    client -> Subscription.live(server.path(client)));
            server.begin(load::receivedEver, clients);
            if (server.needsWarmUp()) {
                bench.warmUp();
            } else {
                bench.settle();
            }
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
