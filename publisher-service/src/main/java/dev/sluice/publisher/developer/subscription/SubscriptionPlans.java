package dev.sluice.publisher.developer.subscription;

import dev.sluice.model.access.AccessRecord.SubscriptionState;
import dev.sluice.publisher.api.version.ApiEntity;
import dev.sluice.publisher.api.version.ApiRepository;
import dev.sluice.publisher.api.version.Viewer;
import dev.sluice.publisher.delivery.outbox.ControlOutbox;
import dev.sluice.publisher.delivery.propagation.Outcome;
import dev.sluice.publisher.developer.application.ApplicationEntity;
import dev.sluice.publisher.developer.application.ApplicationRepository;
import dev.sluice.publisher.plan.Plans;
import dev.sluice.publisher.web.problem.Fields;
import dev.sluice.publisher.web.problem.PublisherProblem;
import dev.sluice.publisher.web.problem.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Another plan for a subscription that is there: its open streams go on, under the former one while the other waits for the
 * publisher.
 */
@ApplicationScoped
class SubscriptionPlans {
    private static final int MAX_PLAN = 64;

    private final ApiRepository apis;
    private final ApplicationRepository applications;
    private final SubscriptionRepository repository;
    private final SubscriptionApproval approval;
    private final ControlOutbox outbox;
    private final Event<SubscriptionNotice> notices;
    private final Plans plans;

    SubscriptionPlans(
            ApiRepository apis,
            ApplicationRepository applications,
            SubscriptionRepository repository,
            SubscriptionApproval approval,
            ControlOutbox outbox,
            Event<SubscriptionNotice> notices,
            Plans plans) {
        this.apis = apis;
        this.applications = applications;
        this.repository = repository;
        this.approval = approval;
        this.outbox = outbox;
        this.notices = notices;
        this.plans = plans;
    }

    /** WSO2's clients send the plan that is asked for as {@code requestedThrottlingPolicy}, the present one beside it. */
    @Transactional
    Outcome<SubscriptionDetails> change(UUID id, Viewer developer, Fields fields) {
        String owner = developer.name();
        String present = fields.required("throttlingPolicy", MAX_PLAN);
        String asked = fields.text("requestedThrottlingPolicy", "", MAX_PLAN);
        String plan = asked.isBlank() ? present : asked;
        SubscriptionEntity found = repository.find(id, owner).orElse(null);
        if (found == null) {
            return unknown(id);
        }
        fields.fixed("subscriptionId", id.toString());
        fields.fixed("applicationId", found.applicationId().toString());
        fields.fixed("apiId", found.apiId().toString());
        fields.fixed("status", found.shownState());
        if (!fields.errors().isEmpty()) {
            return Outcome.refused(fields.errors());
        }
        // Always the API first, then the application: two that lock both never wait for each other.
        ApiEntity api = apis.lock(found.apiId()).orElse(null);
        ApplicationEntity application =
                applications.lock(found.applicationId(), owner).orElse(null);
        if (api == null || application == null || repository.lockAgain(found).isEmpty()) {
            return unknown(id);
        }
        Optional<Refusal> refusal = refusal(found, api, plan, developer);
        if (refusal.isPresent()) {
            return new Outcome.Refused<>(refusal.get());
        }
        if (approval.isNeeded(api)) {
            String formerly = found.waitingPlan();
            found.requestPlan(plan);
            SubscriptionNotice.ifWaiting(found, owner)
                    .filter(notice -> !notice.plan().equals(formerly))
                    .ifPresent(notices::fire);
        } else {
            found.setPlan(plan);
        }
        return Outcome.done(
                        new SubscriptionDetails(found, api, application),
                        outbox.append(List.of(Subscriptions.put(found))))
                .withIgnored(fields.ignored());
    }

    private Optional<Refusal> refusal(SubscriptionEntity found, ApiEntity api, String plan, Viewer developer) {
        if (found.state() == SubscriptionState.REJECTED) {
            return Optional.of(
                    Refusal.of(PublisherProblem.SUBSCRIPTION_STATE, "The subscription was rejected: subscribe again."));
        }
        return plan.equals(found.plan())
                ? Optional.empty()
                : SubscriptionRules.refusal(api, plan).or(() -> plans.refusalToSubscribe(plan, developer.roles()));
    }

    private static Outcome<SubscriptionDetails> unknown(UUID id) {
        return Outcome.refused(
                PublisherProblem.SUBSCRIPTION_NOT_FOUND,
                "The requested subscription with ID '" + id + "' was not found.");
    }
}
