package dev.sluice.benchmark;

import dev.sluice.benchmark.load.LoadClient;
import dev.sluice.benchmark.load.Readings;
import dev.sluice.benchmark.load.Subscription;
import dev.sluice.benchmark.report.Measurement;
import dev.sluice.benchmark.server.CoreTime;
import dev.sluice.benchmark.server.Cores;
import dev.sluice.benchmark.server.Cpu;
import dev.sluice.benchmark.server.Server;
import dev.sluice.benchmark.server.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/** Lets the server get warm, connects clients, then looks at it for some time. */
final class SteadyState {
    private static final int CONNECTING_AT_ONCE = 200;
    private static final int WARM_UP_CLIENTS = 50;

    private SteadyState() {}

    /** @param traffic that the server sends */
    static Measurement measure(Bench bench, Server server, Traffic traffic, int clients)
            throws IOException, InterruptedException {
        warmUp(bench, server, traffic, clients);
        try (LoadClient load = new LoadClient()) {
            connect(load, server, traffic, clients, Subscription::live);
            server.begin(load::receivedEver, clients);
            bench.becomeSteady(server);
            return watch(server.pid(), load, bench.options().measured());
        }
    }

    /** Half of the time for that; the other half is given when all clients are there. */
    static void warmUp(Bench bench, Server server, Traffic traffic, int clients)
            throws IOException, InterruptedException {
        try (LoadClient few = new LoadClient()) {
            connect(few, server, traffic, Math.min(clients, WARM_UP_CLIENTS), Subscription::live);
            server.warmUp(bench.options().warmUp().dividedBy(2));
        }
    }

    /** Connects clients, spread over the channels. */
    static void connect(
            LoadClient load, Server server, Traffic traffic, int clients, Function<String, Subscription> wanted)
            throws InterruptedException {
        load.connect(
                server.port(),
                traffic.dataBytes(),
                clients,
                CONNECTING_AT_ONCE,
                client -> wanted.apply(server.path(client)));
    }

    /**
     * What comes of a server that has begun.
     *
     * @param pid of its process
     */
    static Measurement watch(long pid, Readings load, Duration time) throws IOException, InterruptedException {
        load.reset();
        long began = System.nanoTime();
        CoreTime core = Cores.SERVER.time();
        Cpu before = Cores.SERVER.cpu(pid);
        Bench.rest(time);
        Cpu used = Cores.SERVER.cpu(pid).since(before);
        CoreTime coreUsed = Cores.SERVER.time().since(core);
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Measurement(load.received(), used, coreUsed, seconds);
    }
}
