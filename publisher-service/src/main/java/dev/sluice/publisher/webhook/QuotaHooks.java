package dev.sluice.publisher.webhook;

import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import dev.sluice.publisher.plan.PlanEntity;
import dev.sluice.publisher.plan.PlanNames;
import dev.sluice.publisher.plan.Plans;
import dev.sluice.publisher.usage.quota.QuotaWatch;
import dev.sluice.publisher.usage.quota.Quotas;
import dev.sluice.publisher.web.rest.Ids;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Tells webhooks of quotas that are reached, once for each counter and window, whichever publisher sees it first. */
@ApplicationScoped
class QuotaHooks {
    private static final String APPLICATION =
            "cast(p.id as text) as application, p.name as application_name, p.owner," + " p.policy";
    private static final String API = "a.id as api, a.name as api_name, a.version as api_version";
    private static final String OF_SUBSCRIPTION = "select " + APPLICATION + ", " + API
            + ", cast(s.id as text) as subscription, s.plan from subscription s join application p on p.id = s.application_id"
            + " join api a on a.id = s.api_id where s.id = :id";
    private static final String OF_APPLICATION = "select " + APPLICATION + " from application p where p.id = :id";
    private static final String OF_BOTH =
            "select " + APPLICATION + ", " + API + " from application p, api a where p.id = :id and a.id = :api";

    private final EntityManager database;
    private final Quotas quotas;
    private final Plans plans;
    private final WebhookOutbox outbox;
    private final QuotaWatch watch = new QuotaWatch(this::lookUp);
    /** By counter and window. */
    private final Map<String, Quotas.Changed> unchecked = new LinkedHashMap<>();

    QuotaHooks(EntityManager database, Quotas quotas, Plans plans, WebhookOutbox outbox) {
        this.database = database;
        this.quotas = quotas;
        this.plans = plans;
        this.outbox = outbox;
    }

    /** One caller at a time. What could not be done is done by the next call. */
    void check() {
        quotas.takeChanged().forEach(change -> unchecked.put(change.counter() + '/' + change.window(), change));
        List<QuotaWatch.Reached> reached =
                QuarkusTransaction.requiringNew().call(() -> watch.check(unchecked.values(), limits(), Instant.now()));
        unchecked.clear();
        RuntimeException failure = null;
        for (QuotaWatch.Reached one : reached) {
            try {
                tell(one);
                watch.onTold(one);
            } catch (RuntimeException failed) { // of one webhook's row: the others are told nevertheless
                failure = failed;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private List<PlanLimit> limits() {
        return Stream.of(PlanLevel.SUBSCRIPTION, PlanLevel.APPLICATION)
                .flatMap(level -> plans.all(level).stream())
                .flatMap(plan -> plan.terms().limits().stream())
                .distinct()
                .toList();
    }

    private void tell(QuotaWatch.Reached reached) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (outbox.mark(reached.subject(), reached.window().end())) {
                outbox.raise(WebhookEvent.QUOTA_REACHED, reached.of().apiId(), data(reached));
            }
        });
    }

    private static Map<String, Object> data(QuotaWatch.Reached reached) {
        Map<String, Object> data = new LinkedHashMap<>(reached.of().data());
        data.put("plan", reached.of().plan());
        data.put("type", reached.limit().type().wireName());
        data.put("limit", reached.limit().count());
        data.put("unit", reached.limit().period().toString());
        data.put("resetsAt", reached.window().end().toString());
        return data;
    }

    /** By the forms of counters in the contract between the services, section 5. */
    private Optional<QuotaWatch.Counter> lookUp(String counter) {
        String id = counter.substring(counter.indexOf(':') + 1);
        return switch (counter.charAt(0)) {
            case 's' ->
                first(OF_SUBSCRIPTION, Map.of("id", id))
                        .map(row -> counter(PlanLevel.SUBSCRIPTION, row.get("plan", String.class), row));
            case 'a' ->
                first(OF_APPLICATION, Map.of("id", id))
                        .map(row -> counter(PlanLevel.APPLICATION, row.get("policy", String.class), row));
            case 'p' ->
                first(OF_BOTH, Map.of("id", id.split("\\.", 2)[0], "api", id.replaceFirst("^[^.]*\\.", "")))
                        .map(row -> counter(PlanLevel.SUBSCRIPTION, PlanNames.SUBSCRIPTIONLESS, row));
            default -> Optional.empty();
        };
    }

    private Optional<Tuple> first(String sql, Map<String, String> ids) {
        var query = database.createNativeQuery(sql, Tuple.class);
        for (Map.Entry<String, String> id : ids.entrySet()) {
            Optional<UUID> value = Ids.parse(id.getValue());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            query.setParameter(id.getKey(), value.get());
        }
        List<Tuple> rows = query.getResultList();
        return rows.stream().findFirst();
    }

    private QuotaWatch.Counter counter(PlanLevel level, String plan, Tuple row) {
        List<PlanLimit> limits = plans.all(level).stream()
                .filter(other -> other.name().equals(plan))
                .map(PlanEntity::terms)
                .flatMap(terms -> terms.limits().stream())
                .toList();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("applicationId", row.get("application", String.class));
        data.put("applicationName", row.get("application_name", String.class));
        data.put("owner", row.get("owner", String.class));
        List<String> columns =
                row.getElements().stream().map(column -> column.getAlias()).toList();
        if (columns.contains("subscription")) {
            data.put("subscriptionId", row.get("subscription", String.class));
        }
        UUID api = columns.contains("api") ? row.get("api", UUID.class) : null;
        if (api != null) {
            data.put("apiId", api.toString());
            data.put("apiName", row.get("api_name", String.class));
            data.put("apiVersion", row.get("api_version", String.class));
        }
        return new QuotaWatch.Counter(plan, limits, api, data);
    }
}
