package dev.sluice.publisher.webhook;

import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What each webhook was told, and what came of it: the last 100 messages of 30 days, beside those that wait. Thread safe. */
@ApplicationScoped
class WebhookLog {
    private static final String OF = " from webhook_delivery where webhook_id = :webhook";
    private static final String FORGET = """
            delete from webhook_delivery where state <> 'WAITING' and (created_at < now() - interval '30 days' or id in
                (select id from (select id, row_number() over (partition by webhook_id order by created_at desc) as place
                                 from webhook_delivery where state <> 'WAITING') placed where place > 100))
            """;

    private final EntityManager database;

    WebhookLog(EntityManager database) {
        this.database = database;
    }

    /**
     * The newest first.
     *
     * @param path of the list below the base path
     */
    @Transactional
    Page<WebhookDelivery> page(UUID webhookId, PageRequest asked, String path) {
        List<Tuple> rows = database.createNativeQuery(
                        "select id, event, body, state, attempts, created_at, next_at, status, reason, sent_at" + OF
                                + " order by created_at desc, id limit :limit offset :offset",
                        Tuple.class)
                .setParameter("webhook", webhookId)
                .setParameter("limit", asked.limit())
                .setParameter("offset", asked.offset())
                .getResultList();
        Object total = database.createNativeQuery("select count(*)" + OF, Long.class)
                .setParameter("webhook", webhookId)
                .getSingleResult();
        return Page.of(rows.stream().map(WebhookLog::delivery).toList(), asked, (long) total, path, Map.of());
    }

    @Transactional
    void forget() {
        database.createNativeQuery(FORGET).executeUpdate();
        database.createNativeQuery("delete from webhook_mark where until < now()")
                .executeUpdate();
    }

    private static WebhookDelivery delivery(Tuple row) {
        WebhookDelivery.State state = WebhookDelivery.State.valueOf(row.get("state", String.class));
        return new WebhookDelivery(
                row.get("id", UUID.class),
                row.get("event", String.class),
                row.get("body", String.class),
                state,
                row.get("attempts", Integer.class),
                row.get("created_at", Instant.class),
                state == WebhookDelivery.State.WAITING ? row.get("next_at", Instant.class) : null,
                row.get("status", Integer.class),
                row.get("reason", String.class),
                row.get("sent_at", Instant.class));
    }
}
