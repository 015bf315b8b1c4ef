package dev.sluice.publisher.usage.quota;

import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.model.quota.Window;
import dev.sluice.publisher.developer.application.ApplicationEntity;
import dev.sluice.publisher.developer.application.ApplicationRepository;
import dev.sluice.publisher.plan.PlanEntity;
import dev.sluice.publisher.plan.PlanNames;
import dev.sluice.publisher.plan.Plans;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an application may still be delivered. Thread safe. */
@ApplicationScoped
class QuotasLeft {
    private static final String SUBSCRIPTIONS = """
            select cast(s.id as text) as subscription, cast(a.id as text) as api, a.name, a.version, s.plan
            from subscription s join api a on a.id = s.api_id
            where s.application_id = :application order by lower(a.name), a.version, s.id
            """;

    private static final String APIS =
            "select cast(id as text) as api, name, version from api where cast(id as text) in (:ids) order by lower(name), version";

    private final ApplicationRepository applications;
    private final Plans plans;

    QuotasLeft(ApplicationRepository applications, Plans plans) {
        this.applications = applications;
        this.plans = plans;
    }

    /** First the application's own plan, then its subscriptions, then the APIs that it uses without; empty = it is not the developer's. */
    @Transactional
    Optional<List<QuotaLeft>> of(UUID applicationId, String developer, QuotaTable quotas, Instant now) {
        return applications
                .find(applicationId, developer)
                .map(application -> of(application, new Reader(quotas, now, plans)));
    }

    private List<QuotaLeft> of(ApplicationEntity application, Reader reader) {
        List<QuotaLeft> all = new ArrayList<>();
        all.add(reader.left("a:" + application.id(), null, null, PlanLevel.APPLICATION, application.policy()));
        List<Tuple> subscriptions = applications
                .getEntityManager()
                .createNativeQuery(SUBSCRIPTIONS, Tuple.class)
                .setParameter("application", application.id())
                .getResultList();
        for (Tuple row : subscriptions) {
            String id = row.get("subscription", String.class);
            all.add(reader.left("s:" + id, id, row, PlanLevel.SUBSCRIPTION, row.get("plan", String.class)));
        }
        all.addAll(withoutSubscription(application, reader));
        return all;
    }

    private List<QuotaLeft> withoutSubscription(ApplicationEntity application, Reader reader) {
        String beginning = "p:" + application.id() + '.';
        List<String> ids = reader.quotas.counters(beginning).stream()
                .map(counter -> counter.substring(beginning.length()))
                .toList();
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Tuple> apis = applications
                .getEntityManager()
                .createNativeQuery(APIS, Tuple.class)
                .setParameter("ids", ids)
                .getResultList();
        return apis.stream()
                .map(api -> reader.left(
                        beginning + api.get("api", String.class),
                        null,
                        api,
                        PlanLevel.SUBSCRIPTION,
                        PlanNames.SUBSCRIPTIONLESS))
                .toList();
    }

    /** What the gateways report, by the plans of now. */
    private static final class Reader {
        private final QuotaTable quotas;
        private final Instant now;
        private final Map<PlanLevel, Map<String, PlanEntity>> plans;

        Reader(QuotaTable quotas, Instant now, Plans plans) {
            this.quotas = quotas;
            this.now = now;
            this.plans = List.of(PlanLevel.APPLICATION, PlanLevel.SUBSCRIPTION).stream()
                    .collect(Collectors.toMap(Function.identity(), level -> byName(plans.all(level))));
        }

        private static Map<String, PlanEntity> byName(List<PlanEntity> plans) {
            return plans.stream().collect(Collectors.toMap(PlanEntity::name, Function.identity()));
        }

        /** @param api {@code null} = of all APIs */
        QuotaLeft left(
                String counter, @Nullable String subscriptionId, @Nullable Tuple api, PlanLevel level, String name) {
            PlanEntity plan = plans.getOrDefault(level, Map.of()).get(name);
            return new QuotaLeft(
                    subscriptionId,
                    api == null ? null : api.get("api", String.class),
                    api == null ? null : api.get("name", String.class),
                    api == null ? null : api.get("version", String.class),
                    name,
                    plan == null || plan.terms().stopOnQuotaReach(),
                    plan == null
                            ? List.of()
                            : plan.terms().limits().stream()
                                    .map(limit -> {
                                        Window window = limit.period().windowAt(now);
                                        return QuotaLeft.LimitLeft.of(limit, quotas.use(counter, window), window.end());
                                    })
                                    .toList());
        }
    }
}
