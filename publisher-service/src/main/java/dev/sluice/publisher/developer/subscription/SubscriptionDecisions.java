package dev.sluice.publisher.developer.subscription;

import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What publishers do with subscriptions to their APIs; streams that one does not open any more end within a second. */
@ApplicationScoped
class SubscriptionDecisions {
    private final ApiRepository apis;
    private final SubscriptionRepository repository;
    private final ControlOutbox outbox;
    private final Event<SubscriptionNotice> notices;

    SubscriptionDecisions(
            ApiRepository apis,
            SubscriptionRepository repository,
            ControlOutbox outbox,
            Event<SubscriptionNotice> notices) {
        this.apis = apis;
        this.repository = repository;
        this.outbox = outbox;
        this.notices = notices;
    }

    /** Each is a transaction of its own. */
    @Transactional
    Outcome<UUID> make(UUID id, SubscriptionChange change, Viewer publisher) {
        // The API first, then the subscription, as all who change one do; until then it may be deleted.
        ApiEntity api = repository.apiOf(id).flatMap(apis::lock).orElse(null);
        if (api == null) {
            return Subscriptions.notFound(id);
        }
        if (!publisher.mayWorkWith(api)) {
            return Outcome.refused(
                    PublisherProblem.NO_READ_PERMISSION, "The access to the API of this subscription is restricted.");
        }
        SubscriptionEntity subscription = repository.lock(id).orElse(null);
        if (subscription == null) {
            return Subscriptions.notFound(id);
        }
        String before = subscription.shownState();
        Optional<Refusal> refusal =
                new SubscriptionMoves(subscription, api.design().subscriptionPlans()).make(change);
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        if (!subscription.shownState().equals(before)) {
            SubscriptionNotice.of(change, subscription, publisher.name()).ifPresent(notices::fire);
        }
        return Outcome.done(id, outbox.append(List.of(Subscriptions.put(subscription))));
    }
}
