package dev.sluice.publisher.plan;

import dev.sluice.model.access.AccessRecord.PlanLevel;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** One kind of things that have plans, so that none loses its plan: what they are, the wings above know. */
public interface PlanUse {
    /** Returns what has this plan, as in {@code 2 APIs (Observer 1.0.0, Prices 1.0.0)}; empty = nothing of this kind. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<String> of(PlanLevel level, String plan);
}
