package dev.sluice.publisher.deny;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The rules' table. */
@ApplicationScoped
class DenyRuleRepository implements PanacheRepositoryBase<DenyRuleEntity, UUID> {
    /** To the end of the transaction no other one adds a rule or switches one on. */
    void lockAll() {
        getEntityManager()
                .createNativeQuery("lock table deny_rule in share row exclusive mode")
                .executeUpdate();
    }

    Optional<DenyRuleEntity> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    boolean exists(DenyCondition condition) {
        return count(
                        "recordType = ?1 and value = ?2 and inverted = ?3",
                        condition.recordType(),
                        condition.value(),
                        condition.inverted())
                > 0;
    }

    List<DenyRuleEntity> enabled() {
        return list("enabled");
    }

    /** @param part of the text of a rule, in any case; empty = all. The oldest first */
    PanacheQuery<DenyRuleEntity> containing(String part) {
        return find("locate(?1, lower(text)) > 0 order by createdAt, id", part.toLowerCase(Locale.ROOT));
    }
}
