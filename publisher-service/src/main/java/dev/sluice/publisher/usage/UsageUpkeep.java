package dev.sluice.publisher.usage;

import dev.sluice.publisher.developer.apikey.ApiKeyUses;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** On its own thread: rolls usage up every minute, and forgets what is too old every hour. Every publisher does. */
@ApplicationScoped
class UsageUpkeep {
    private static final Logger LOG = Logger.getLogger(UsageUpkeep.class);
    private static final int MINUTES_OF_HOUR = 60;

    private final UsageRollUp rollUp;
    private final UsageConfig config;
    private final ApiKeyUses apiKeys;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("usage-upkeep").factory());

    UsageUpkeep(UsageRollUp rollUp, UsageConfig config, ApiKeyUses apiKeys) {
        this.rollUp = rollUp;
        this.config = config;
        this.apiKeys = apiKeys;
    }

    void start(@Observes StartupEvent start) {
        check(config);
        timer.scheduleWithFixedDelay(this::rollUp, 1, 1, TimeUnit.MINUTES);
        timer.scheduleWithFixedDelay(this::forget, 2, MINUTES_OF_HOUR, TimeUnit.MINUTES);
    }

    /** What is rolled up anew needs all rows below it. Zero as a limit would be none. */
    static void check(UsageConfig config) {
        if (config.keepMinutes().compareTo(Duration.ofHours(2)) < 0
                || config.keepHours().compareTo(config.keepMinutes().plusDays(2)) < 0
                || config.keepDays().compareTo(config.keepHours()) < 0) {
            throw new IllegalStateException(
                    "sluice.publisher.usage: keep-minutes must be 2h or more, keep-hours 2d more than"
                            + " keep-minutes, and keep-days not less than keep-hours; they are " + config.keepMinutes()
                            + ", "
                            + config.keepHours() + " and " + config.keepDays());
        }
        if (config.reportTimeout().compareTo(Duration.ofSeconds(1)) < 0
                || config.reportTimeout().compareTo(Duration.ofSeconds(60)) > 0) {
            throw new IllegalStateException(
                    "sluice.publisher.usage.report-timeout must be 1s to 60s, was " + config.reportTimeout());
        }
    }

    /** The outer edge of this thread: a database that is away for a while must not end it. */
    private void rollUp() {
        try {
            Instant now = Instant.now();
            while (rollUp.rollUpOneHour(now) || rollUp.rollUpOneDay(now)) {
                continue;
            }
        } catch (RuntimeException failed) {
            LOG.warnf("usage is not rolled up, to be tried again: reason=%s", failed);
        }
    }

    private void forget() {
        try {
            rollUp.forget(Instant.now(), config);
            apiKeys.forgetGone();
        } catch (RuntimeException failed) {
            LOG.warnf("old usage stays, to be tried again: reason=%s", failed);
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        timer.shutdownNow();
    }
}
