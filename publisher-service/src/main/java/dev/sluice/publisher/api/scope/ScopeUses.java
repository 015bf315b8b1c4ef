package dev.sluice.publisher.api.scope;

import dev.sluice.publisher.api.version.ApiEntity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which APIs have a scope of some name among theirs: now, and in their revisions, of which one may be live. */
@ApplicationScoped
class ScopeUses {
    private static final String OF_NAME =
            ".design -> 'scopes' @> jsonb_build_array(jsonb_build_object('name', cast(:name as text)))";

    private final EntityManager entityManager;

    ScopeUses(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** The APIs that have it now, by name and version. */
    List<ApiEntity> apis(String name) {
        return entityManager
                .createNativeQuery(
                        "select a.* from api a where a" + OF_NAME + " order by a.name, a.version", ApiEntity.class)
                .setParameter("name", name)
                .getResultList();
    }

    /** Numbers of the revisions that have it, by the ids of their APIs. */
    Map<UUID, List<Integer>> revisions(String name) {
        List<Object[]> rows = entityManager
                .createNativeQuery(
                        "select r.api_id, r.number from revision r where r" + OF_NAME + " order by r.number",
                        Object[].class)
                .setParameter("name", name)
                .getResultList();
        Map<UUID, List<Integer>> revisions = new HashMap<>();
        rows.forEach(row ->
                revisions.computeIfAbsent((UUID) row[0], _ -> new ArrayList<>()).add(((Number) row[1]).intValue()));
        return revisions;
    }

    /** How many APIs have each of these shared scopes now. */
    Map<String, Integer> counts(Collection<String> names) {
        Map<String, Integer> counts = new HashMap<>();
        if (!names.isEmpty()) {
            List<Object[]> rows = entityManager
                    .createNativeQuery(
                            "select s.name, (select count(*) from api a where a.design -> 'scopes'"
                                    + " @> jsonb_build_array(jsonb_build_object('name', s.name)))"
                                    + " from shared_scope s where s.name in (:names)",
                            Object[].class)
                    .setParameter("names", names)
                    .getResultList();
            rows.forEach(row -> counts.put((String) row[0], ((Number) row[1]).intValue()));
        }
        return counts;
    }

    /** Returns whether an API has it, now or in a revision. */
    boolean isTaken(String name) {
        return !entityManager
                .createNativeQuery(
                        "select 1 from api a where a" + OF_NAME + " union all select 1 from revision r where r"
                                + OF_NAME + " limit 1",
                        Integer.class)
                .setParameter("name", name)
                .getResultList()
                .isEmpty();
    }
}
