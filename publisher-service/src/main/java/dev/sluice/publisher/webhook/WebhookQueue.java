package dev.sluice.publisher.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait, shared by all publishers. A publisher has one that it takes for a minute; then it counts
 * as lost, and it is sent again. Of a webhook at most four are taken at once, so that none that hangs holds up the others.
 * Thread safe.
 */
@ApplicationScoped
class WebhookQueue {
    private static final String DUE = "state = 'WAITING' and next_at <= now()";
    private static final String TAKE = """
            with first as materialized (
                select id from (select id, next_at, row_number() over (partition by webhook_id order by next_at) as place
                                from webhook_delivery where %1$s and webhook_id not in (:busy)) placed
                where place <= 4 order by next_at limit :most
            ), taken as materialized (
                select id from webhook_delivery where %1$s and id in (select id from first) for update skip locked
            )
            update webhook_delivery d set attempts = attempts + 1, next_at = now() + interval '1 minute'
            from webhook w where w.id = d.webhook_id and d.id in (select id from taken)
            returning d.id, d.webhook_id, d.event, d.body, d.attempts, w.url, w.secret, w.active
            """.formatted(DUE);
    /** A list of a statement must not be empty. */
    private static final UUID NO_WEBHOOK = new UUID(0, 0);

    private final EntityManager database;

    WebhookQueue(EntityManager database) {
        this.database = database;
    }

    /**
     * A message that has been taken.
     *
     * @param attempt 1 = the first one
     * @param secret sealed
     * @param active whether the webhook is
     */
    record Taken(
            UUID id,
            UUID webhookId,
            String event,
            String body,
            int attempt,
            String url,
            String secret,
            boolean active) {
        @Override
        public String toString() {
            return "Taken[id=" + id + ", webhookId=" + webhookId + ", attempt=" + attempt + ']';
        }
    }

    /** @param busy webhooks of which none is to be taken */
    @Transactional
    List<Taken> take(int most, Collection<UUID> busy) {
        List<Tuple> rows = database.createNativeQuery(TAKE, Tuple.class)
                .setParameter("most", most)
                .setParameter("busy", busy.isEmpty() ? List.of(NO_WEBHOOK) : List.copyOf(busy))
                .getResultList();
        return rows.stream().map(WebhookQueue::taken).toList();
    }

    private static Taken taken(Tuple row) {
        return new Taken(
                row.get("id", UUID.class),
                row.get("webhook_id", UUID.class),
                row.get("event", String.class),
                row.get("body", String.class),
                row.get("attempts", Integer.class),
                row.get("url", String.class),
                row.get("secret", String.class),
                row.get("active", Boolean.class));
    }

    /** It has arrived. */
    @Transactional
    void onDelivered(Taken taken, int status) {
        settle(taken, WebhookDelivery.State.DELIVERED, Duration.ZERO, status, null);
    }

    /**
     * It has not.
     *
     * @param wait until the next attempt; {@code null} = there is none
     * @param status {@code null} = there was no answer
     */
    @Transactional
    void onFailed(Taken taken, @Nullable Duration wait, @Nullable Integer status, String reason) {
        WebhookDelivery.State state = wait == null ? WebhookDelivery.State.FAILED : WebhookDelivery.State.WAITING;
        settle(taken, state, wait == null ? Duration.ZERO : wait, status, reason);
    }

    /** Unless another publisher has taken it meanwhile. */
    private void settle(
            Taken taken,
            WebhookDelivery.State state,
            Duration wait,
            @Nullable Integer status,
            @Nullable String reason) {
        database.createNativeQuery("update webhook_delivery set state = :state,"
                        + " next_at = now() + :wait * interval '1 millisecond', status = cast(:status as int),"
                        + " reason = cast(:reason as text), sent_at = now()"
                        + " where id = :id and attempts = :attempt and state = 'WAITING'")
                .setParameter("state", state.name())
                .setParameter("wait", wait.toMillis())
                .setParameter("status", status)
                .setParameter("reason", reason)
                .setParameter("id", taken.id())
                .setParameter("attempt", taken.attempt())
                .executeUpdate();
    }
}
