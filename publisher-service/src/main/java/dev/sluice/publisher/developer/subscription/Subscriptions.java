package dev.sluice.publisher.developer.subscription;

import dev.sluice.model.access.AccessKey;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRefusals;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.api.version.Subscribers;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.outbox.ControlTopic;
import dev.sluice.publisher.delivery.outbox.OutboxStep;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.delivery.rebuild.ControlRecordSource;
import dev.sluice.publisher.developer.application.ApplicationEntity;
import dev.sluice.publisher.developer.application.ApplicationRepository;
import dev.sluice.publisher.plan.Plans;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import dev.sluice.publisher.web.rest.Ids;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which application may use which API. */
@ApplicationScoped
public class Subscriptions implements Subscribers, ControlRecordSource {
    private static final int MAX_ID = 36;

    private final ApiRepository apis;
    private final ApplicationRepository applications;
    private final SubscriptionRepository repository;
    private final SubscriptionApproval approval;
    private final SubscriptionKeys keys;
    private final ControlOutbox outbox;
    private final Event<SubscriptionNotice> notices;
    private final Plans plans;

    Subscriptions(
            ApiRepository apis,
            ApplicationRepository applications,
            SubscriptionRepository repository,
            SubscriptionApproval approval,
            SubscriptionKeys keys,
            ControlOutbox outbox,
            Event<SubscriptionNotice> notices,
            Plans plans) {
        this.apis = apis;
        this.applications = applications;
        this.repository = repository;
        this.approval = approval;
        this.keys = keys;
        this.outbox = outbox;
        this.notices = notices;
        this.plans = plans;
    }

    @Transactional
    Outcome<SubscriptionDetails> create(Fields fields, Viewer developer) {
        String apiText = fields.required("apiId", MAX_ID);
        String applicationText = fields.required("applicationId", MAX_ID);
        String plan = fields.required("throttlingPolicy", 64);
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        // Always the API first, then the application: two that lock both never wait for each other.
        ApiEntity api =
                Ids.parse(apiText).flatMap(apis::lock).filter(developer::maySee).orElse(null);
        if (api == null) {
            return ApiRefusals.refusedAsUnknown(apiText);
        }
        ApplicationEntity application = Ids.parse(applicationText)
                .flatMap(id -> applications.lock(id, developer.name()))
                .orElse(null);
        if (application == null) {
            return Outcome.refused(
                    PublisherProblem.APPLICATION_NOT_FOUND, "Application " + applicationText + " not found");
        }
        return create(api, application, plan, developer).withIgnored(fields.ignored());
    }

    private Outcome<SubscriptionDetails> create(
            ApiEntity api, ApplicationEntity application, String plan, Viewer developer) {
        Optional<Refusal> refusal =
                SubscriptionRules.refusal(api, plan).or(() -> plans.refusalToSubscribe(plan, developer.roles()));
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        SubscriptionEntity subscription =
                repository.lock(application.id(), api.id()).orElse(null);
        boolean waits = approval.isNeeded(api);
        if (subscription == null) {
            subscription = new SubscriptionEntity(application.id(), api.id(), plan, waits, Instant.now());
            repository.persist(subscription);
        } else if (subscription.state() == SubscriptionState.REJECTED) {
            subscription.requestAgain(plan, waits);
        } else {
            return Outcome.refused(
                    PublisherProblem.SUBSCRIPTION_EXISTS, "The application is subscribed to this API already.");
        }
        SubscriptionNotice.ifWaiting(subscription, application.owner()).ifPresent(notices::fire);
        return Outcome.done(
                new SubscriptionDetails(subscription, api, application), outbox.append(List.of(put(subscription))));
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean hasAny(UUID apiId) {
        return repository.hasAny(apiId);
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public long count(UUID apiId) {
        return repository.countOfApi(apiId);
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> carryOver(List<ApiEntity> older, ApiEntity api) {
        List<SubscriptionEntity> former = older.stream()
                .flatMap(version -> repository.ofApi(version.id()).stream())
                .toList();
        Map<UUID, SubscriptionEntity> carried = SubscriptionRules.carriedOver(
                former, repository.ofApi(api.id()), api.design().policies());
        // Some may be deleted at this moment: a subscription of theirs would have no application.
        carried.keySet().retainAll(applications.lockAgainstDeletion(Set.copyOf(carried.keySet())));
        return carried.values().stream()
                .map(subscription -> subscription.carriedTo(api.id(), Instant.now()))
                .map(this::persisted)
                .toList();
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> removeAllOf(UUID apiId) {
        return with(tombstones(repository.takeOfApi(apiId)), keys.removeOfApi(apiId));
    }

    /**
     * Deletes the subscriptions of an application. The caller holds the application's lock.
     *
     * @return what is to be told to the gateways
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> removeAllOfApplication(UUID applicationId) {
        return with(tombstones(repository.takeOfApplication(applicationId)), keys.removeOfApplication(applicationId));
    }

    private static List<OutboxStep> with(List<OutboxStep> steps, List<OutboxStep> more) {
        return Stream.concat(steps.stream(), more.stream()).toList();
    }

    private static List<OutboxStep> tombstones(List<SubscriptionEntity> gone) {
        return gone.stream()
                .<OutboxStep>map(subscription -> new OutboxStep.Tombstone(ControlTopic.ACCESS, subscription.key()))
                .toList();
    }

    @Override
    public ControlTopic topic() {
        return ControlTopic.ACCESS;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public List<OutboxStep> present() {
        return repository.listAll().stream().map(Subscriptions::put).toList();
    }

    @Override
    public boolean owns(String key) {
        return AccessKey.Kind.SUBSCRIPTION.isOf(key);
    }

    private OutboxStep persisted(SubscriptionEntity subscription) {
        repository.persist(subscription);
        return put(subscription);
    }

    static OutboxStep put(SubscriptionEntity subscription) {
        return new OutboxStep.Put(
                ControlTopic.ACCESS,
                subscription.key(),
                version -> new String(
                        Wire.write(new AccessRecord.Subscription(
                                AccessRecord.Subscription.SCHEMA,
                                version,
                                subscription.id().toString(),
                                subscription.plan(),
                                subscription.state())),
                        StandardCharsets.UTF_8));
    }

    @Transactional
    Optional<SubscriptionDetails> find(UUID id, String owner) {
        return repository.find(id, owner).flatMap(this::details);
    }

    /** @param applicationId {@code null} = of any application; so with {@code apiId} */
    @Transactional
    Page<SubscriptionDetails> list(
            String owner, @Nullable UUID applicationId, @Nullable UUID apiId, PageRequest asked) {
        List<SubscriptionDetails> page =
                repository.page(owner, applicationId, apiId, asked.offset(), asked.limit()).stream()
                        .flatMap(subscription -> details(subscription).stream())
                        .toList();
        return Page.of(
                page,
                asked,
                repository.countOf(owner, applicationId, apiId),
                "/subscriptions",
                filters(applicationId, apiId));
    }

    private static Map<String, String> filters(@Nullable UUID applicationId, @Nullable UUID apiId) {
        Map<String, String> filters = new LinkedHashMap<>();
        if (applicationId != null) {
            filters.put("applicationId", applicationId.toString());
        }
        if (apiId != null) {
            filters.put("apiId", apiId.toString());
        }
        return filters;
    }

    /** Empty when its API or its application has been deleted since it was read. */
    private Optional<SubscriptionDetails> details(SubscriptionEntity subscription) {
        return apis.findByIdOptional(subscription.apiId())
                .flatMap(api -> applications
                        .findByIdOptional(subscription.applicationId())
                        .map(application -> new SubscriptionDetails(subscription, api, application)));
    }

    @Transactional
    Outcome<UUID> delete(UUID id, String owner) {
        SubscriptionEntity found = repository.find(id, owner).orElse(null);
        if (found == null) {
            return notFound(id);
        }
        apis.lock(found.apiId());
        applications.lock(found.applicationId(), owner);
        // Between the first look and the locks somebody else may have deleted it.
        if (repository.lockAgain(found).isEmpty()) {
            return notFound(id);
        }
        if (found.isBlocked()) {
            return Outcome.refused(
                    PublisherProblem.SUBSCRIPTION_STATE,
                    "The API's publisher has blocked this subscription: only with its application can it be deleted.");
        }
        repository.delete(found);
        List<OutboxStep> gone =
                with(tombstones(List.of(found)), keys.removeOfSubscription(found.applicationId(), found.apiId()));
        return Outcome.done(id, outbox.append(gone));
    }

    static Outcome<UUID> notFound(Object id) {
        return Outcome.refused(
                PublisherProblem.SUBSCRIPTION_NOT_FOUND,
                "The requested subscription with ID '" + id + "' was not found.");
    }
}
