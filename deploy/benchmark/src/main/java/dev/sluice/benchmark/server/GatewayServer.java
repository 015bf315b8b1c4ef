package dev.sluice.benchmark.server;

import dev.sluice.benchmark.feed.Pacer;
import dev.sluice.benchmark.feed.PlayedRelay;
import dev.sluice.model.event.EventId;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A running gateway with the relay of its one API, which this process plays. */
public final class GatewayServer implements Server {
    private static final double WARM_UP_EVENTS = 997;
    private static final double MIN_WARM_UP_TICKS = 53;

    private final PinnedProcess process;
    private final int port;
    private final PlayedRelay relay;
    private final Traffic traffic;
    private @Nullable Pacer pacer;

    GatewayServer(PinnedProcess process, int port, PlayedRelay relay, Traffic traffic) {
        this.process = process;
        this.port = port;
        this.relay = relay;
        this.traffic = traffic;
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
    public void warmUp(Duration time) throws InterruptedException {
        double ticks = Math.max(WARM_UP_EVENTS / traffic.burst(), MIN_WARM_UP_TICKS);
        try (Pacer _ = Pacer.steady(relay, ticks, traffic.burst())) {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        }
    }

    @Override
    public void begin(LongSupplier delivered, int clients) {
        if (traffic.ticks() == Traffic.UNTHROTTLED) {
            pacer = Pacer.unthrottled(relay, delivered, clients);
        } else if (traffic.ticks() > 0) {
            pacer = Pacer.steady(relay, traffic.ticks(), traffic.burst());
        }
    }

    /** Sends events now; only while nothing else sends. */
    public EventId send(int count) throws InterruptedException, ExecutionException {
        return relay.send(count, System.nanoTime());
    }

    @Override
    public void close() throws InterruptedException {
        try {
            if (pacer != null) {
                pacer.close();
            }
        } finally {
            relay.close();
            process.close();
        }
    }
}
