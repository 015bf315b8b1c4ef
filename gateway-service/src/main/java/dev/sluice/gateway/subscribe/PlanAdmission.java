package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.delivery.DeliveryLoop;
import dev.sluice.gateway.quota.PlanCounter;
import dev.sluice.gateway.quota.QuotaReached;
import dev.sluice.gateway.quota.StreamQuota;
import dev.sluice.model.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the plans of an admitted request leave it a stream. Confined to its event loop. */
final class PlanAdmission {
    /** What plans say to one more stream. */
    sealed interface Result {
        /** @param quota to be closed with the stream; {@code null} = nothing limits it */
        record Open(@Nullable StreamQuota quota) implements Result {}

        /** A limit is reached. */
        record Reached(QuotaReached limit) implements Result {}

        /** There are as many connections as there may be. */
        record Capped(RetryableRefusal refusal) implements Result {}
    }

    private PlanAdmission() {}

    static Result open(RequestContext shared, StreamRequest request) {
        DeliveryLoop delivery = shared.delivery();
        StreamQuota quota = delivery.quotas().open(shared.rights().counters(request.grant(), List.of()));
        if (quota == null) {
            return new Result.Open(null);
        }
        QuotaReached reached = quota.reached();
        if (reached != null) {
            delivery.quotas().close(quota);
            return new Result.Reached(reached);
        }
        PlanCounter full = quota.connect();
        if (full != null) {
            delivery.quotas().close(quota);
            return new Result.Capped(capOf(full.id()));
        }
        return new Result.Open(quota);
    }

    /** Returns how it is refused that a limit of this counter is reached. */
    static Problem problem(QuotaReached reached) {
        return capOf(reached.counter()).problem();
    }

    private static RetryableRefusal capOf(String counter) {
        if (counter.startsWith(PlanCounter.SUBSCRIPTION)) {
            return RetryableRefusal.SUBSCRIPTION_CAPPED;
        }
        return counter.startsWith(PlanCounter.APPLICATION)
                ? RetryableRefusal.APPLICATION_PLAN_CAPPED
                : RetryableRefusal.API_PLAN_CAPPED;
    }
}
