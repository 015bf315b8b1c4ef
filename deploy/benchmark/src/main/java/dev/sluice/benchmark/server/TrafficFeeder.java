package dev.sluice.benchmark.server;

import dev.sluice.benchmark.feed.Pacer;
import dev.sluice.benchmark.feed.TrafficSender;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The events that this process sends to a server. While they are paced, nothing else may send. */
final class TrafficFeeder {
    private static final double WARM_UP_EVENTS = 997;
    private static final double MIN_WARM_UP_TICKS = 53;

    private final TrafficSender sender;
    private final Traffic traffic;
    private @Nullable Pacer pacer;

    TrafficFeeder(TrafficSender sender, Traffic traffic) {
        this.sender = sender;
        this.traffic = traffic;
    }

    /** What a server does once for each batch is compiled for their number, however many events they have. */
    void warmUp(Duration time) throws InterruptedException {
        Duration half = time.dividedBy(2);
        send(WARM_UP_EVENTS, 1, half);
        send(Math.max(WARM_UP_EVENTS / traffic.burst(), MIN_WARM_UP_TICKS), traffic.burst(), half);
    }

    private void send(double ticks, int burst, Duration time) throws InterruptedException {
        try (Pacer _ = Pacer.steady(sender, ticks, burst)) {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        }
    }

    /** As {@link Server#begin}. */
    void begin(LongSupplier delivered, int clients) {
        if (traffic.ticks() == Traffic.UNTHROTTLED) {
            pacer = Pacer.unthrottled(sender, delivered, clients);
        } else if (traffic.ticks() > 0) {
            pacer = Pacer.steady(sender, traffic.ticks(), traffic.burst());
        }
    }

    /** Ends what {@link #begin} began, if anything. */
    void end() throws InterruptedException {
        Pacer begun = pacer;
        pacer = null;
        if (begun != null) {
            begun.close();
        }
    }
}
