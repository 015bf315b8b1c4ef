package dev.sluice.publisher.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait, shared by all publishers. A publisher has one that it takes for a minute; then it counts
 * as lost, and it is sent again. Of a webhook at most four are taken at once, and of a host at most eight are with one
 * publisher, so that none that hangs holds up the others. Thread safe.
 */
@ApplicationScoped
class WebhookQueue {
    private static final String DUE = "state = 'WAITING' and next_at <= now()";
    /** Whatever the port is. */
    private static final String HOST = "lower(regexp_replace(substring(w.url from '//([^/?#]*)'), ':[0-9]*$', ''))";

    private static final String TAKE = """
            with of_webhook as materialized (
                select id, webhook_id, next_at
                from (select id, webhook_id, next_at, row_number() over (partition by webhook_id order by next_at) as place
                      from webhook_delivery where %1$s and webhook_id not in (:busy)) placed
                where place <= 4
            ), first as materialized (
                select id from (select d.id, d.next_at, %2$s as host,
                                       row_number() over (partition by %2$s order by d.next_at) as place
                                from of_webhook d join webhook w on w.id = d.webhook_id) placed
                where place <= 8 - coalesce(cast(cast(:hosts as jsonb) ->> host as int), 0)
                order by next_at limit :most
            ), taken as materialized (
                select id from webhook_delivery where %1$s and id in (select id from first) for update skip locked
            )
            update webhook_delivery d set attempts = attempts + 1, next_at = now() + interval '1 minute'
            from webhook w where w.id = d.webhook_id and d.id in (select id from taken)
            returning d.id, d.webhook_id, d.event, d.body, d.attempts, w.url, w.secret, w.active,
                %2$s as host
            """.formatted(DUE, HOST);
    /** A list of a statement must not be empty. */
    private static final UUID NO_WEBHOOK = new UUID(0, 0);

    private static final JsonMapper JSON = new JsonMapper();

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
     * @param host of the URL, in small letters
     */
    record Taken(
            UUID id,
            UUID webhookId,
            String event,
            String body,
            int attempt,
            String url,
            String secret,
            boolean active,
            String host) {
        @Override
        public String toString() {
            return "Taken[id=" + id + ", webhookId=" + webhookId + ", attempt=" + attempt + ']';
        }
    }

    /** @param busy what is being sent by this publisher: of its webhooks none is taken, of its hosts as many less */
    @Transactional
    List<Taken> take(int most, Collection<Taken> busy) {
        Set<UUID> webhooks = busy.stream().map(Taken::webhookId).collect(Collectors.toSet());
        Map<String, Long> hosts = busy.stream().collect(Collectors.groupingBy(Taken::host, Collectors.counting()));
        List<Tuple> rows = database.createNativeQuery(TAKE, Tuple.class)
                .setParameter("most", most)
                .setParameter("busy", webhooks.isEmpty() ? Set.of(NO_WEBHOOK) : webhooks)
                .setParameter("hosts", json(hosts))
                .getResultList();
        return rows.stream().map(WebhookQueue::taken).toList();
    }

    private static String json(Map<String, Long> counts) {
        try {
            return JSON.writeValueAsString(counts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot write numbers by name", impossible);
        }
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
                row.get("active", Boolean.class),
                row.get("host", String.class));
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
