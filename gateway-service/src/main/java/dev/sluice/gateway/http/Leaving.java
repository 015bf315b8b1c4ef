package dev.sluice.gateway.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * How a node leaves without losing anything: when the balancers have seen that it is not ready it takes no more
 * connections, and sends its clients away one after the other, so that they do not come to the other nodes all at once.
 */
final class Leaving {
    private static final Logger LOG = Logger.getLogger(Leaving.class);
    private static final int LOOK_MILLIS = 20;
    /** For the goodbyes of those who are sent away last. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final DataPlane dataPlane;
    private final DrainSettings settings;

    Leaving(DataPlane dataPlane, DrainSettings settings) {
        this.dataPlane = dataPlane;
        this.settings = settings;
    }

    /** Returns when all have gone, or the window is over. */
    void run() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(settings.notice().toNanos());
        LOG.infof("data plane leaves: streams=%d", dataPlane.connections());
        dataPlane.unbind();
        dataPlane.sendAway(settings.streamsPerSecond(), settings.window());
        long deadline = System.nanoTime() + settings.window().plus(GRACE).toNanos();
        while (dataPlane.visitors() > 0 && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        LOG.infof("data plane has left: connections=%d", dataPlane.visitors());
    }
}
