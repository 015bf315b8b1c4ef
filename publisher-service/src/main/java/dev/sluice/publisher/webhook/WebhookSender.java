package dev.sluice.publisher.webhook;

import dev.sluice.model.secret.UnopenableSecretException;
import dev.sluice.outbound.OutboundUrl;
import dev.sluice.publisher.api.endpoint.OutboundClients;
import dev.sluice.publisher.secret.StoredSecrets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends what waits, every second; each publisher does, and none what another one has taken. */
@ApplicationScoped
class WebhookSender {
    private static final Logger LOG = Logger.getLogger(WebhookSender.class);
    private static final int MAX_AT_ONCE = 32;
    private static final int SUCCESS = 2;

    private final WebhookQueue queue;
    private final WebhookLog log;
    private final StoredSecrets secrets;
    private final OutboundClients clients;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhook-sender").factory());

    private final ExecutorService sending = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());

    /** Messages that are being sent; guarded by itself. */
    private final Set<WebhookQueue.Taken> busy = new HashSet<>();

    WebhookSender(WebhookQueue queue, WebhookLog log, StoredSecrets secrets, OutboundClients clients) {
        this.queue = queue;
        this.log = log;
        this.secrets = secrets;
        this.clients = clients;
    }

    void start(@Observes StartupEvent start) {
        timer.scheduleWithFixedDelay(this::sendDue, 1, 1, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(this::forget, 1, 60, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent stop) {
        timer.shutdownNow();
        sending.shutdownNow();
    }

    /** The outer edge of this thread: a database that is away for a while must not end it. */
    private void sendDue() {
        try {
            synchronized (busy) {
                int free = MAX_AT_ONCE - busy.size();
                if (free > 0) {
                    queue.take(free, busy).forEach(this::begin);
                }
            }
        } catch (RuntimeException failed) {
            LOG.warnf("webhooks wait for the database: reason=%s", failed);
        }
    }

    private void begin(WebhookQueue.Taken taken) {
        busy.add(taken);
        sending.execute(() -> {
            try {
                send(taken);
            } catch (RuntimeException failed) { // it is sent again in a minute
                LOG.warnf("what became of a webhook's message is not stored: %s reason=%s", taken, failed);
            } finally {
                end(taken);
            }
        });
    }

    private void end(WebhookQueue.Taken taken) {
        synchronized (busy) {
            busy.remove(taken);
        }
    }

    private void send(WebhookQueue.Taken taken) {
        boolean isTest = taken.event().equals(WebhookEvent.TEST.text());
        if (!taken.active() && !isTest) {
            queue.onFailed(taken, null, null, "the webhook is not active");
            return;
        }
        switch (post(taken)) {
            case WebhookPost.Result.Answered(int status)
            when status / 100 == SUCCESS -> queue.onDelivered(taken, status);
            case WebhookPost.Result.Answered(int status) -> fail(taken, isTest, status, "an answer of " + status);
            case WebhookPost.Result.Failed(String reason) -> fail(taken, isTest, null, reason);
        }
    }

    private void fail(WebhookQueue.Taken taken, boolean isTest, @Nullable Integer status, String reason) {
        Optional<Duration> wait =
                isTest ? Optional.empty() : RetryTimes.after(taken.attempt(), ThreadLocalRandom.current());
        queue.onFailed(taken, wait.orElse(null), status, reason);
        LOG.infof(
                "a webhook's message has not arrived: webhook=%s message=%s attempt=%d last=%s reason=%s",
                taken.webhookId(), taken.id(), taken.attempt(), wait.isEmpty(), reason);
    }

    private WebhookPost.Result post(WebhookQueue.Taken taken) {
        Instant now = Instant.now();
        String id = taken.id().toString();
        try {
            byte[] key = secrets.open(taken.secret(), WebhookEntity.placeOf(taken.webhookId()));
            Map<String, String> headers = Map.of(
                    "Content-Type",
                    "application/json",
                    "User-Agent",
                    "Sluice-Webhooks",
                    "webhook-id",
                    id,
                    "webhook-timestamp",
                    Long.toString(now.getEpochSecond()),
                    "webhook-signature",
                    new WebhookSecret(key).sign(id, now, taken.body()));
            return switch (OutboundUrl.of(taken.url())) {
                case OutboundUrl.Bad(String reason) -> new WebhookPost.Result.Failed(reason);
                case OutboundUrl.Good(URI url) ->
                    clients.ask(
                            (vertx, connections) -> new WebhookPost(vertx, connections).to(url, headers, taken.body()));
            };
        } catch (UnopenableSecretException | IllegalStateException sealed) {
            return new WebhookPost.Result.Failed("the webhook's secret cannot be opened: give it another one");
        }
    }

    private void forget() {
        try {
            log.forget();
        } catch (RuntimeException failed) {
            LOG.warnf("old messages of webhooks stay, to be tried again: reason=%s", failed);
        }
    }
}
