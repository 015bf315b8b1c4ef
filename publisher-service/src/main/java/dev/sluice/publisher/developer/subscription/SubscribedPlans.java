package dev.sluice.publisher.developer.subscription;

import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.publisher.plan.PlanUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Subscriptions that have a plan. */
@ApplicationScoped
class SubscribedPlans implements PlanUse {
    private final SubscriptionRepository repository;

    SubscribedPlans(SubscriptionRepository repository) {
        this.repository = repository;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<String> of(PlanLevel level, String plan) {
        long count = level == PlanLevel.SUBSCRIPTION ? repository.count("plan = ?1 or requestedPlan = ?1", plan) : 0;
        return count == 0 ? Optional.empty() : Optional.of(count == 1 ? "1 subscription" : count + " subscriptions");
    }
}
