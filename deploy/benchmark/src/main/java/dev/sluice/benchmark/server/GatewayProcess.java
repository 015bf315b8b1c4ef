package dev.sluice.benchmark.server;

import dev.sluice.benchmark.feed.SimulatedRelay;
import dev.sluice.model.event.EventId;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;

/** A running gateway with the relay of its one API, which this process simulates. */
public final class GatewayProcess implements Server {
    private final PinnedProcess process;
    private final int port;
    private final SimulatedRelay relay;
    private final Traffic traffic;
    private final TrafficFeeder feeding;

    GatewayProcess(PinnedProcess process, int port, SimulatedRelay relay, Traffic traffic) {
        this.process = process;
        this.port = port;
        this.relay = relay;
        this.traffic = traffic;
        this.feeding = new TrafficFeeder(relay::send, traffic);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public String path(int channel) {
        return relay.path(channel % traffic.channels());
    }

    @Override
    public boolean isCompiledAsItRuns() {
        return true;
    }

    @Override
    public void warmUp(Duration time) throws InterruptedException {
        feeding.warmUp(time);
    }

    @Override
    public void begin(LongSupplier delivered, int clients) {
        feeding.begin(delivered, clients);
    }

    /** Ends what {@link #begin} began. */
    public void pause() throws InterruptedException {
        feeding.end();
    }

    /** Sends events now; only while nothing else sends. */
    public EventId send(int count) throws InterruptedException, ExecutionException {
        return relay.send(count, System.nanoTime());
    }

    @Override
    public void close() throws InterruptedException {
        try {
            pause();
        } finally {
            relay.close();
            process.close();
        }
    }
}
