package dev.sluice.publisher.api.version;

import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.publisher.plan.PlanUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** APIs that are offered under a business plan, and revisions that would bring it back. */
@ApplicationScoped
class OfferedPlans implements PlanUse {
    private static final int SHOWN = 3;
    private static final String HAS_PLAN = "jsonb_exists(%s.design -> 'policies', :plan)";
    private static final String APIS =
            "select a.name || ' ' || a.version from api a where " + HAS_PLAN.formatted("a") + " order by 1";
    private static final String REVISIONS = "select 'revision ' || r.number || ' of ' || a.name || ' ' || a.version"
            + " from revision r join api a on a.id = r.api_id where "
            + HAS_PLAN.formatted("r") + " and not " + HAS_PLAN.formatted("a") + " order by 1";

    private final EntityManager entityManager;

    OfferedPlans(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<String> of(PlanLevel level, String plan) {
        if (level != PlanLevel.SUBSCRIPTION) {
            return Optional.empty();
        }
        List<String> apis = names(APIS, plan);
        return apis.isEmpty() ? shown(names(REVISIONS, plan), "revision", "revisions") : shown(apis, "API", "APIs");
    }

    private List<String> names(String sql, String plan) {
        return entityManager
                .createNativeQuery(sql, String.class)
                .setParameter("plan", plan)
                .getResultList();
    }

    private static Optional<String> shown(List<String> names, String one, String several) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        String more = names.size() > SHOWN ? ", .." : "";
        return Optional.of(names.size() + " " + (names.size() == 1 ? one : several) + " (" + first + more + ')');
    }
}
