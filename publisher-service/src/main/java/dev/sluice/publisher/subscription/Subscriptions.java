package dev.sluice.publisher.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.access.AccessRecord;
import dev.sluice.model.api.LifecycleState;
import dev.sluice.model.wire.Wire;
import dev.sluice.publisher.api.ApiEntity;
import dev.sluice.publisher.api.ApiRepository;
import dev.sluice.publisher.application.ApplicationEntity;
import dev.sluice.publisher.application.ApplicationRepository;
import dev.sluice.publisher.outbox.ControlOutbox;
import dev.sluice.publisher.outbox.ControlTopic;
import dev.sluice.publisher.outbox.OutboxStep;
import dev.sluice.publisher.problem.Fields;
import dev.sluice.publisher.problem.PublisherProblem;
import dev.sluice.publisher.propagation.Outcome;
import dev.sluice.publisher.rest.Ids;
import dev.sluice.publisher.rest.Page;
import dev.sluice.publisher.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which application may use which API. */
@ApplicationScoped
class Subscriptions {
    private static final int MAX_ID = 36;

    private final ApiRepository apis;
    private final ApplicationRepository applications;
    private final SubscriptionRepository repository;
    private final ControlOutbox outbox;

    Subscriptions(
            ApiRepository apis,
            ApplicationRepository applications,
            SubscriptionRepository repository,
            ControlOutbox outbox) {
        this.apis = apis;
        this.applications = applications;
        this.repository = repository;
        this.outbox = outbox;
    }

    @Transactional
    Outcome<SubscriptionBody> create(@Nullable JsonNode body, String owner) {
        Fields fields = Fields.of(body);
        String apiText = fields.required("apiId", MAX_ID);
        String applicationText = fields.required("applicationId", MAX_ID);
        String plan = fields.required("throttlingPolicy", 64);
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        // Always the API first, then the application: two that lock both never wait for each other.
        ApiEntity api = Ids.parse(apiText).flatMap(apis::lock).orElse(null);
        if (api == null) {
            return Outcome.refused(PublisherProblem.API_NOT_FOUND, "Requested API with id '" + apiText + "' not found");
        }
        ApplicationEntity application = Ids.parse(applicationText)
                .flatMap(id -> applications.lock(id, owner))
                .orElse(null);
        if (application == null) {
            return Outcome.refused(
                    PublisherProblem.APPLICATION_NOT_FOUND, "Application " + applicationText + " not found");
        }
        return create(api, application, plan);
    }

    private Outcome<SubscriptionBody> create(ApiEntity api, ApplicationEntity application, String plan) {
        if (api.state() != LifecycleState.PUBLISHED) {
            return Outcome.refused(
                    PublisherProblem.API_NOT_SUBSCRIBABLE, "The API is " + api.state() + ", not PUBLISHED.");
        }
        if (!api.design().policies().contains(plan)) {
            return Outcome.refused(
                    PublisherProblem.PLAN_NOT_OFFERED,
                    "The API is offered under " + api.design().policies() + ", not under '" + plan + "'.");
        }
        if (repository.exists(application.id(), api.id())) {
            return Outcome.refused(
                    PublisherProblem.SUBSCRIPTION_EXISTS, "The application is subscribed to this API already.");
        }
        SubscriptionEntity subscription = new SubscriptionEntity(application.id(), api.id(), plan, Instant.now());
        repository.persist(subscription);
        return Outcome.done(
                SubscriptionBody.of(subscription, api, application), outbox.append(List.of(put(subscription))));
    }

    private static OutboxStep put(SubscriptionEntity subscription) {
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
    Optional<SubscriptionBody> find(UUID id, String owner) {
        return repository.find(id, owner).map(this::body);
    }

    /** @param applicationId {@code null} = of any application; so with {@code apiId} */
    @Transactional
    Page<SubscriptionBody> list(String owner, @Nullable UUID applicationId, @Nullable UUID apiId, PageRequest asked) {
        List<SubscriptionBody> page =
                repository.page(owner, applicationId, apiId, asked.offset(), asked.limit()).stream()
                        .map(this::body)
                        .toList();
        return Page.of(page, asked, repository.countOf(owner, applicationId, apiId), "/subscriptions", "");
    }

    private SubscriptionBody body(SubscriptionEntity subscription) {
        return SubscriptionBody.of(
                subscription, apis.findById(subscription.apiId()), applications.findById(subscription.applicationId()));
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
        if (repository.deleteById(id)) {
            OutboxStep tombstone = new OutboxStep.Tombstone(ControlTopic.ACCESS, found.key());
            return Outcome.done(id, outbox.append(List.of(tombstone)));
        }
        return notFound(id);
    }

    private static Outcome<UUID> notFound(UUID id) {
        return Outcome.refused(
                PublisherProblem.SUBSCRIPTION_NOT_FOUND,
                "The requested subscription with ID '" + id + "' was not found.");
    }
}
