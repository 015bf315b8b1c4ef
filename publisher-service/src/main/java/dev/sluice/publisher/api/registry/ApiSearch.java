package dev.sluice.publisher.api.registry;

import dev.sluice.model.api.LifecycleState;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds APIs, as much as a viewer may see. */
@ApplicationScoped
public class ApiSearch {
    private static final String OF_AUDIENCE = " and (a.provider = :viewer or :admin"
            + " or coalesce(a.design->'audience'->>'%1$s', '') <> 'RESTRICTED'"
            + " or exists (select 1 from jsonb_array_elements_text(a.design->'audience'->'%2$s') needed(role)"
            + " where needed.role in (:roles)))";
    /** A condition on the table {@code a} with the parameters {@code viewer}, {@code admin} and {@code roles}. */
    public static final String FOR_CREATORS = OF_AUDIENCE.formatted("accessControl", "accessControlRoles");

    private static final String FOR_DEVELOPERS =
            OF_AUDIENCE.formatted("visibility", "visibleRoles") + " and a.state in (:states)";
    private static final String FOR_VISITORS =
            " and coalesce(a.design->'audience'->>'visibility', 'PUBLIC') = 'PUBLIC' and a.state in (:states)";

    private final EntityManager entityManager;

    ApiSearch(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** What is looked for, how it is sorted, and which page of it. */
    public record Request(SearchTerms terms, SortOrder order, PageRequest page, Map<String, String> parameters) {}

    /** Those that the viewer may work with in the publisher. */
    @Transactional
    public Page<ApiEntity> forCreators(Viewer viewer, Request request) {
        return page(FOR_CREATORS, viewer, Set.of(), request);
    }

    /** Those in one of these states that the viewer may know of as a developer. */
    @Transactional
    public Page<ApiEntity> forDevelopers(Viewer viewer, Set<LifecycleState> states, Request request) {
        return page(viewer.isVisitor() ? FOR_VISITORS : FOR_DEVELOPERS, viewer, states, request);
    }

    /** A tag, and how many APIs have it. */
    public record TagCount(String value, long count) {}

    /** The tags of those APIs that the viewer may know of as a developer, by name. */
    @Transactional
    public Page<TagCount> tags(Viewer viewer, Set<LifecycleState> states, PageRequest asked) {
        String from = " from api a, jsonb_array_elements_text(a.design->'profile'->'tags') tags(tag) where true"
                + (viewer.isVisitor() ? FOR_VISITORS : FOR_DEVELOPERS);
        Query list = bound(
                entityManager.createNativeQuery(
                        "select tags.tag, count(*)" + from + " group by tags.tag order by tags.tag", Object[].class),
                viewer,
                states);
        Query total = bound(
                entityManager.createNativeQuery("select count(distinct tags.tag)" + from, Long.class), viewer, states);
        List<TagCount> found = rows(list.setFirstResult(asked.offset()).setMaxResults(asked.limit())).stream()
                .map(row -> new TagCount((String) row[0], ((Number) row[1]).longValue()))
                .toList();
        return Page.of(found, asked, (Long) total.getSingleResult(), "/tags", Map.of());
    }

    @SuppressWarnings("unchecked") // a native query of several columns answers nothing else
    private static List<Object[]> rows(Query query) {
        return query.getResultList();
    }

    private Page<ApiEntity> page(String visible, Viewer viewer, Collection<LifecycleState> states, Request request) {
        String from = " from api a where " + request.terms().sql() + visible;
        Query list = bound(
                entityManager.createNativeQuery(
                        "select a.*" + from + " order by " + request.order().sql(), ApiEntity.class),
                viewer,
                states,
                request);
        Query count =
                bound(entityManager.createNativeQuery("select count(*)" + from, Long.class), viewer, states, request);
        List<ApiEntity> found = entities(list.setFirstResult(request.page().offset())
                .setMaxResults(request.page().limit()));
        return Page.of(found, request.page(), (Long) count.getSingleResult(), "/apis", request.parameters());
    }

    @SuppressWarnings("unchecked") // a native query of an entity answers nothing else
    private static List<ApiEntity> entities(Query query) {
        return query.getResultList();
    }

    private static Query bound(Query query, Viewer viewer, Collection<LifecycleState> states, Request request) {
        request.terms().values().forEach(query::setParameter);
        return bound(query, viewer, states);
    }

    private static Query bound(Query query, Viewer viewer, Collection<LifecycleState> states) {
        if (!viewer.isVisitor()) {
            query.setParameter("viewer", viewer.name());
            query.setParameter("admin", viewer.isAdmin());
            query.setParameter("roles", viewer.roles());
        }
        if (!states.isEmpty()) {
            query.setParameter("states", states.stream().map(Enum::name).toList());
        }
        return query;
    }
}
