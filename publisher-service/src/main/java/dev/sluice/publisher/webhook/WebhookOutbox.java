package dev.sluice.publisher.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Where a transaction leaves what webhooks are to be told of its change: what is rolled back is told nowhere. Thread safe. */
@ApplicationScoped
class WebhookOutbox {
    private static final Logger LOG = Logger.getLogger(WebhookOutbox.class);
    private static final JsonMapper JSON = new JsonMapper();
    /** Of one webhook that cannot be reached; what comes beyond is not told. */
    private static final int MAX_WAITING = 1_000;

    private static final String WANTED = """
            from webhook w where w.active and (w.api_id is null or w.api_id = cast(:api as uuid))
                and :event = any(string_to_array(w.events, ','))
            """;

    private static final String INSERT = """
            insert into webhook_delivery (id, webhook_id, event, body, state, attempts, next_at, created_at)
            select gen_random_uuid(), w.id, :event, :body, 'WAITING', 0, now(), now()
            """;

    /** Locked against deletion, in one order: one that is being deleted is passed over. */
    private static final String RAISE = INSERT + WANTED
            + "and (select count(*) from webhook_delivery d where d.webhook_id = w.id and d.state = 'WAITING') < "
            + MAX_WAITING + " order by w.id for key share of w";

    private final EntityManager database;

    WebhookOutbox(EntityManager database) {
        this.database = database;
    }

    /**
     * Tells every webhook that asks for it.
     *
     * @param apiId that it is about; {@code null} = none: admins' webhooks alone are told
     * @param data values that JSON has, by name; {@code null} ones are left out
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void raise(WebhookEvent event, @Nullable UUID apiId, Map<String, ? extends @Nullable Object> data) {
        Object wanted = database.createNativeQuery("select count(*) " + WANTED, Long.class)
                .setParameter("api", apiId)
                .setParameter("event", event.text())
                .getSingleResult();
        int told = database.createNativeQuery(RAISE)
                .setParameter("api", apiId)
                .setParameter("event", event.text())
                .setParameter("body", body(event, data))
                .executeUpdate();
        if (!wanted.equals((long) told)) {
            LOG.warnf(
                    "webhooks that cannot be reached are not told: event=%s wanted=%s told=%d",
                    event.text(), wanted, told);
        }
    }

    /** Sends a message without a meaning to one webhook, whose row is locked; empty while another one waits. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<WebhookDelivery> test(UUID webhookId) {
        if (isTestWaiting(webhookId)) {
            return Optional.empty();
        }
        WebhookEvent event = WebhookEvent.TEST;
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        WebhookDelivery delivery = new WebhookDelivery(
                UUID.randomUUID(),
                event.text(),
                body(event, Map.of("webhookId", webhookId.toString())),
                WebhookDelivery.State.WAITING,
                0,
                now,
                now,
                null,
                null,
                null);
        database.createNativeQuery("insert into webhook_delivery"
                        + " (id, webhook_id, event, body, state, attempts, next_at, created_at)"
                        + " values (:id, :webhook, :event, :body, 'WAITING', 0, :now, :now)")
                .setParameter("id", delivery.id())
                .setParameter("webhook", webhookId)
                .setParameter("event", delivery.event())
                .setParameter("body", delivery.body())
                .setParameter("now", now)
                .executeUpdate();
        return Optional.of(delivery);
    }

    private boolean isTestWaiting(UUID webhookId) {
        return (boolean) database.createNativeQuery(
                        "select exists (select 1 from webhook_delivery where webhook_id = :webhook and event = :event"
                                + " and state = 'WAITING')",
                        Boolean.class)
                .setParameter("webhook", webhookId)
                .setParameter("event", WebhookEvent.TEST.text())
                .getSingleResult();
    }

    /**
     * Returns whether this is new to all publishers; from now on it is known.
     *
     * @param until when it may be forgotten
     */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean mark(String subject, Instant until) {
        return database.createNativeQuery("insert into webhook_mark (subject, until) values (:subject, :until)"
                                + " on conflict (subject) do nothing")
                        .setParameter("subject", subject)
                        .setParameter("until", until)
                        .executeUpdate()
                > 0;
    }

    private static String body(WebhookEvent event, Map<String, ? extends @Nullable Object> data) {
        Map<String, Object> shown = new LinkedHashMap<>();
        data.forEach((name, value) -> {
            if (value != null) {
                shown.put(name, value);
            }
        });
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", event.text());
        body.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        body.put("data", shown);
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write the message of " + event, impossible);
        }
    }
}
