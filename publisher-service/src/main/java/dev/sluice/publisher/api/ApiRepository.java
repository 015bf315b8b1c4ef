package dev.sluice.publisher.api;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The APIs' table. */
@ApplicationScoped
public class ApiRepository implements PanacheRepositoryBase<ApiEntity, UUID> {
    /** Finds it and locks its row: one change to an API at a time. */
    public Optional<ApiEntity> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    boolean isNameTaken(String name) {
        return count("lower(name) = ?1", name.toLowerCase(Locale.ROOT)) > 0;
    }

    boolean isPathTaken(ApiName name) {
        return count("context = ?1 or basePath = ?2", name.context(), name.basePath()) > 0;
    }

    /** @param text part of the name, any case; empty = all */
    List<ApiEntity> page(String text, int offset, int limit) {
        return getEntityManager()
                .createQuery(
                        "select a from ApiEntity a where lower(a.name) like :name escape '!'"
                                + " order by lower(a.name), a.version, a.id",
                        ApiEntity.class)
                .setParameter("name", pattern(text))
                .setFirstResult(offset)
                .setMaxResults(limit)
                .getResultList();
    }

    long countOf(String text) {
        return count("lower(name) like ?1 escape '!'", pattern(text));
    }

    private static String pattern(String text) {
        String literal = text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return '%' + literal + '%';
    }
}
