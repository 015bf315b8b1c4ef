package dev.sluice.publisher.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** On its own thread: looks for what webhooks are told that no request brings about. */
@ApplicationScoped
class WebhookWatch {
    private static final Logger LOG = Logger.getLogger(WebhookWatch.class);
    private static final long QUOTA_SECONDS = 2;
    private static final long BACKEND_SECONDS = 10;

    private final QuotaHooks quotas;
    private final BackendHooks backends;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhook-watch").factory());

    WebhookWatch(QuotaHooks quotas, BackendHooks backends) {
        this.quotas = quotas;
        this.backends = backends;
    }

    void start(@Observes StartupEvent start) {
        timer.scheduleWithFixedDelay(() -> run(quotas::check), QUOTA_SECONDS, QUOTA_SECONDS, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(() -> run(backends::check), BACKEND_SECONDS, BACKEND_SECONDS, TimeUnit.SECONDS);
    }

    /** The outer edge of this thread: a database that is away for a while must not end it. */
    private static void run(Runnable check) {
        try {
            check.run();
        } catch (RuntimeException failed) {
            LOG.warnf("webhooks are told later: reason=%s", failed);
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        timer.shutdownNow();
    }
}
