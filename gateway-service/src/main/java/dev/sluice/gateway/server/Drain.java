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
    /** For the graceful close of the last connections. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final DataPlane dataPlane;
    private final DrainSettings settings;

    Drain(DataPlane dataPlane, DrainSettings settings) {
        this.dataPlane = dataPlane;
        this.settings = settings;
    }

    /** Returns when all connections are closed, or the window is over. */
    void run() throws InterruptedException {
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
