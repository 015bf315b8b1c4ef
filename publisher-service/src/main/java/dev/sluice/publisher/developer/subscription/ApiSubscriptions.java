package dev.sluice.publisher.developer.subscription;

import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.developer.application.ApplicationEntity;
import dev.sluice.publisher.developer.application.ApplicationRepository;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.rest.Page;
import dev.sluice.publisher.web.rest.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The subscriptions to an API, for those who offer it: who has one, and whether it opens the API. */
@ApplicationScoped
class ApiSubscriptions {
    private final ApiRepository apis;
    private final ApplicationRepository applications;
    private final SubscriptionRepository repository;
    private final ControlOutbox outbox;

    ApiSubscriptions(
            ApiRepository apis,
            ApplicationRepository applications,
            SubscriptionRepository repository,
            ControlOutbox outbox) {
        this.apis = apis;
        this.applications = applications;
        this.repository = repository;
        this.outbox = outbox;
    }

    /** A subscription and who has it. */
    record Entry(SubscriptionEntity subscription, ApplicationEntity application) {}

    @Transactional
    Page<Entry> list(UUID apiId, PageRequest asked) {
        List<Entry> page = repository.pageOfApi(apiId, asked.offset(), asked.limit()).stream()
                .flatMap(subscription -> applications
                        .findByIdOptional(subscription.applicationId())
                        .map(application -> new Entry(subscription, application))
                        .stream())
                .toList();
        return Page.of(page, asked, repository.countOfApi(apiId), "/subscriptions", Map.of("apiId", apiId.toString()));
    }

    /** Blocks a subscription or opens it; streams that it does not open any more end within a second. */
    @Transactional
    Outcome<UUID> setState(UUID id, SubscriptionState state, Viewer publisher) {
        SubscriptionEntity found = repository.findById(id);
        ApiEntity api = found == null ? null : apis.lock(found.apiId()).orElse(null);
        if (found == null || api == null) {
            return Subscriptions.notFound(id);
        }
        if (!publisher.mayWorkWith(api)) {
            return Outcome.refused(
                    PublisherProblem.NO_READ_PERMISSION, "The access to the API of this subscription is restricted.");
        }
        // Between the first look and the lock somebody else may have changed or deleted it.
        repository.getEntityManager().refresh(found);
        found.setState(state);
        return Outcome.done(id, outbox.append(List.of(Subscriptions.put(found))));
    }
}
