package dev.sluice.publisher.developer.application;

import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.publisher.plan.PlanUse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Applications that have a plan. */
@ApplicationScoped
class ApplicationPlans implements PlanUse {
    private final ApplicationRepository repository;

    ApplicationPlans(ApplicationRepository repository) {
        this.repository = repository;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<String> of(PlanLevel level, String plan) {
        long count = level == PlanLevel.APPLICATION ? repository.count("policy", plan) : 0;
        return count == 0 ? Optional.empty() : Optional.of(count == 1 ? "1 application" : count + " applications");
    }
}
