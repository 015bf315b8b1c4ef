package dev.sluice.publisher.plan;

import dev.sluice.model.access.AccessRecord.PlanLevel;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The plans' table. */
@ApplicationScoped
class PlanRepository implements PanacheRepositoryBase<PlanEntity, UUID> {
    private static final String ORDER = " order by createdAt, lower(name)";

    /** All of a level, the oldest first. */
    List<PlanEntity> all(PlanLevel level) {
        return list("level = ?1" + ORDER, level);
    }

    List<PlanEntity> page(PlanLevel level, int offset, int limit) {
        return find("level = ?1" + ORDER, level)
                .range(offset, offset + limit - 1)
                .list();
    }

    long countOf(PlanLevel level) {
        return count("level = ?1", level);
    }

    /** The plan of exactly this name. */
    Optional<PlanEntity> named(PlanLevel level, String name) {
        return find("level = ?1 and name = ?2", level, name).firstResultOptional();
    }

    Optional<PlanEntity> find(PlanLevel level, UUID id) {
        return find("level = ?1 and id = ?2", level, id).firstResultOptional();
    }

    /** Finds it and locks its row. */
    Optional<PlanEntity> lock(PlanLevel level, UUID id) {
        return find("level = ?1 and id = ?2", level, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Those of these that are there, locked against deletion, in one order. */
    List<PlanEntity> lockAgainstDeletion(PlanLevel level, Collection<String> names) {
        return names.isEmpty()
                ? List.of()
                : find("level = ?1 and name in ?2 order by id", level, names)
                        .withLock(LockModeType.PESSIMISTIC_READ)
                        .list();
    }

    /** Lets one transaction at a time make plans; readers go on. */
    void lockNames() {
        getEntityManager()
                .createNativeQuery("lock table plan in share row exclusive mode")
                .executeUpdate();
    }

    /** In any case: names that differ in it alone would be taken for each other. */
    boolean isNameTaken(PlanLevel level, String name) {
        return count("level = ?1 and lower(name) = ?2", level, name.toLowerCase(Locale.ROOT)) > 0;
    }
}
