package dev.sluice.gateway.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Drains the node without losing anything: when the balancers have seen that it is not ready it accepts no more connections,
 * and sends its clients away one after the other, so that they do not come to the other nodes all at once.
 */
final class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);
    private static final int POLL_MILLIS = 20;
    private static final double NANOS_PER_SECOND = 1e9;
    /** For the graceful close of the last connections. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final DataPlane dataPlane;
    private final DrainSettings settings;
    /** By {@link System#nanoTime()}; 0 = it has not begun. */
    private volatile long beganNanos;

    Drain(DataPlane dataPlane, DrainSettings settings) {
        this.dataPlane = dataPlane;
        this.settings = settings;
    }

    /** Returns for how long it has been going on, its notice included; 0 = it has not begun. Any thread. */
    double seconds() {
        long began = beganNanos;
        return began == 0 ? 0 : (System.nanoTime() - began) / NANOS_PER_SECOND;
    }

    /** Returns within how long all streams are to be ended, its notice included. */
    double limitSeconds() {
        return settings.notice().plus(settings.window()).toMillis() / 1000.0;
    }

    /** Returns when all connections are closed, or the window is over. */
    void run() throws InterruptedException {
        beganNanos = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(settings.notice().toNanos());
        LOG.infof("data plane drains: streams=%d", dataPlane.streams());
        dataPlane.unbind();
        dataPlane.drain(settings.streamsPerSecond(), settings.window());
        long deadline = System.nanoTime() + settings.window().plus(GRACE).toNanos();
        while (dataPlane.connections() > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        LOG.infof("data plane has drained: connections=%d", dataPlane.connections());
    }
}
