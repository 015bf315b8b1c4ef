package dev.sluice.publisher.audit;

import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/** What has been recorded, the newest first. */
@ApplicationScoped
class AuditSearch {
    private static final String COLUMNS =
            "select id, recorded_at, user_name, address, request_id, kind, thing_id, name,"
                    + " action, cast(before as text), cast(after as text) from audit_entry";

    private final EntityManager entityManager;

    AuditSearch(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** @param links parameters that the links to other pages keep */
    @Transactional
    public Page<AuditEntry> page(AuditQuery asked, PageRequest page, Map<String, String> links) {
        List<AuditEntry> entries = bound(
                        entityManager.createNativeQuery(
                                COLUMNS + asked.where() + " order by id desc limit :limit offset :offset",
                                AuditEntry.class),
                        asked)
                .setParameter("limit", page.limit())
                .setParameter("offset", page.offset())
                .getResultList();
        long total = (Long) bound(
                        entityManager.createNativeQuery("select count(*) from audit_entry" + asked.where(), Long.class),
                        asked)
                .getSingleResult();
        return Page.of(entries, page, total, "/audit", links);
    }

    private static Query bound(Query query, AuditQuery asked) {
        asked.parameters().forEach(query::setParameter);
        return query;
    }
}
