package dev.sluice.publisher.developer.subscription;

import static java.util.Objects.requireNonNull;

import dev.sluice.publisher.api.registry.ApiSearch;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.developer.application.ApplicationEntity;
import dev.sluice.publisher.developer.application.ApplicationRepository;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The subscriptions to the APIs that a publisher may work with: who has one, and whether it opens the API. */
@ApplicationScoped
class ApiSubscriptions {
    private static final String FROM = " from subscription s join application o on o.id = s.application_id"
            + " join api a on a.id = s.api_id where true" + ApiSearch.FOR_CREATORS + " and ";
    private static final String OF_ONE_API = " and s.api_id = :api";

    private final EntityManager entityManager;
    private final ApiRepository apis;
    private final ApplicationRepository applications;
    private final SubscriptionRepository repository;

    ApiSubscriptions(
            EntityManager entityManager,
            ApiRepository apis,
            ApplicationRepository applications,
            SubscriptionRepository repository) {
        this.entityManager = entityManager;
        this.apis = apis;
        this.applications = applications;
        this.repository = repository;
    }

    /**
     * What is looked for.
     *
     * @param apiId {@code null} = all APIs that the publisher may work with
     * @param parameters of the request, kept in the links
     */
    record Request(@Nullable UUID apiId, SubscriptionSearch search, PageRequest page, Map<String, String> parameters) {}

    @Transactional
    Page<SubscriptionDetails> list(Viewer publisher, Request asked) {
        SubscriptionSearch search = asked.search();
        String from = FROM + search.sql() + (asked.apiId() == null ? "" : OF_ONE_API);
        Query list = entityManager.createNativeQuery(
                "select s.*" + from + " order by " + search.order(), SubscriptionEntity.class);
        Query count = entityManager.createNativeQuery("select count(*)" + from, Long.class);
        List<SubscriptionEntity> found = entities(bound(list, publisher, asked)
                .setFirstResult(asked.page().offset())
                .setMaxResults(asked.page().limit()));
        return Page.of(
                details(found),
                asked.page(),
                (Long) bound(count, publisher, asked).getSingleResult(),
                "/subscriptions",
                asked.parameters());
    }

    private static Query bound(Query query, Viewer publisher, Request asked) {
        asked.search().values().forEach(query::setParameter);
        UUID apiId = asked.apiId();
        if (apiId != null) {
            query.setParameter("api", apiId);
        }
        return query.setParameter("viewer", publisher.name())
                .setParameter("admin", publisher.isAdmin())
                .setParameter("roles", publisher.roles());
    }

    @SuppressWarnings("unchecked") // a native query of an entity answers nothing else
    private static List<SubscriptionEntity> entities(Query query) {
        return query.getResultList();
    }

    /** One whose API or application has been deleted since it was read is left out. */
    private List<SubscriptionDetails> details(List<SubscriptionEntity> found) {
        Map<UUID, ApiEntity> ofApis = byId(
                apis.list(
                        "id in ?1",
                        found.stream().map(SubscriptionEntity::apiId).distinct().toList()),
                ApiEntity::id);
        Map<UUID, ApplicationEntity> ofApplications = byId(
                applications.list(
                        "id in ?1",
                        found.stream()
                                .map(SubscriptionEntity::applicationId)
                                .distinct()
                                .toList()),
                ApplicationEntity::id);
        return found.stream()
                .filter(each -> ofApis.containsKey(each.apiId()) && ofApplications.containsKey(each.applicationId()))
                .map(each -> new SubscriptionDetails(
                        each,
                        requireNonNull(ofApis.get(each.apiId())),
                        requireNonNull(ofApplications.get(each.applicationId()))))
                .toList();
    }

    private static <T> Map<UUID, T> byId(List<T> entities, Function<T, UUID> id) {
        return entities.stream().collect(Collectors.toMap(id, Function.identity()));
    }

    /** One to an API that the publisher may work with. */
    @Transactional
    Optional<SubscriptionDetails> find(UUID id, Viewer publisher) {
        return repository
                .findByIdOptional(id)
                .flatMap(found -> details(List.of(found)).stream().findFirst())
                .filter(found -> publisher.mayWorkWith(found.api()));
    }
}
