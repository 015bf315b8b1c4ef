package dev.sluice.publisher.webhook;

import dev.sluice.publisher.api.endpoint.upstream.Backend;
import dev.sluice.publisher.api.endpoint.upstream.UpstreamStates;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.web.rest.Ids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tells webhooks of backends of which nothing has been had for a while, and when something is had again. What has been seen is
 * in the database, so that the publishers tell it once, and a restart forgets nothing. Of a backend without demand nothing
 * is known.
 */
@ApplicationScoped
class BackendHooks {
    private static final Comparator<Backend> ORDER = Comparator.comparing(Backend::apiId)
            .thenComparing(Backend::environment)
            .thenComparing(Backend::keyType);
    private static final String PLACE = " api_id = :api and environment = :environment and key_type = :keyType";
    private static final String BEGIN = "insert into webhook_outage (api_id, environment, key_type, since, told)"
            + " select id, :environment, :keyType, now(), false from api where id = :api"
            + " on conflict (api_id, environment, key_type) do nothing";
    private static final String TELL = "update webhook_outage set told = true where not told"
            + " and since <= now() - :after * interval '1 millisecond' and" + PLACE + " returning since";
    private static final String END =
            "delete from webhook_outage where" + PLACE + " returning case when told then since end";
    private static final String FORGET = "delete from webhook_outage where not told and" + PLACE;
    private static final String IS_ASKED_FOR = "select exists (select 1 from webhook where active and"
            + " ('backend.down' = any(string_to_array(events, ',')) or 'backend.up' = any(string_to_array(events, ','))))";

    private final EntityManager database;
    private final UpstreamStates upstreams;
    private final ApiRepository apis;
    private final WebhookOutbox outbox;
    private final WebhookConfig config;

    BackendHooks(
            EntityManager database,
            UpstreamStates upstreams,
            ApiRepository apis,
            WebhookOutbox outbox,
            WebhookConfig config) {
        this.database = database;
        this.upstreams = upstreams;
        this.apis = apis;
        this.outbox = outbox;
        this.config = config;
    }

    /** In one order, and each for itself: publishers that check at once never wait for each other in a circle. */
    void check() {
        Map<Backend, Backend.State> known = new TreeMap<>(ORDER);
        known.putAll(upstreams.backends());
        if (known.isEmpty() || !QuarkusTransaction.requiringNew().call(this::isAskedFor)) {
            return;
        }
        RuntimeException failure = null;
        for (Map.Entry<Backend, Backend.State> each : known.entrySet()) {
            try {
                Ids.parse(each.getKey().apiId())
                        .ifPresent(apiId -> QuarkusTransaction.requiringNew()
                                .run(() -> check(apiId, each.getKey(), each.getValue())));
            } catch (RuntimeException failed) { // of one backend's row: of the others is told nevertheless
                failure = failed;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private boolean isAskedFor() {
        return (boolean) database.createNativeQuery(IS_ASKED_FOR, Boolean.class).getSingleResult();
    }

    private void check(UUID apiId, Backend backend, Backend.State state) {
        switch (state) {
            case Backend.State.Down(String reason) -> {
                at(BEGIN, apiId, backend).executeUpdate();
                since(
                                TELL,
                                apiId,
                                backend,
                                query -> query.setParameter(
                                        "after", config.backendDownAfter().toMillis()))
                        .forEach(since -> raise(WebhookEvent.BACKEND_DOWN, apiId, backend, since, reason));
            }
            case Backend.State.Up _ ->
                since(END, apiId, backend, query -> query)
                        .forEach(since -> raise(WebhookEvent.BACKEND_UP, apiId, backend, since, null));
            case Backend.State.Unknown _ -> at(FORGET, apiId, backend).executeUpdate();
        }
    }

    private List<Instant> since(String sql, UUID apiId, Backend backend, UnaryOperator<Query> parameters) {
        Query query = database.createNativeQuery(sql, Instant.class)
                .setParameter("api", apiId)
                .setParameter("environment", backend.environment())
                .setParameter("keyType", backend.keyType());
        return ((List<?>) parameters.apply(query).getResultList())
                .stream()
                        .filter(Instant.class::isInstance)
                        .map(Instant.class::cast)
                        .toList();
    }

    private Query at(String sql, UUID apiId, Backend backend) {
        return database.createNativeQuery(sql)
                .setParameter("api", apiId)
                .setParameter("environment", backend.environment())
                .setParameter("keyType", backend.keyType());
    }

    private void raise(WebhookEvent event, UUID apiId, Backend backend, Instant since, @Nullable String reason) {
        Map<String, Object> data = new LinkedHashMap<>();
        apis.findByIdOptional(apiId).ifPresent(api -> data.putAll(ApiStateHooks.of(api)));
        data.put("environment", backend.environment());
        data.put("keyType", backend.keyType());
        data.put("since", since.toString());
        if (reason != null) {
            data.put("reason", reason);
        }
        outbox.raise(event, apiId, data);
    }
}
