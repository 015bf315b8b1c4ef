package dev.sluice.gateway.subscribe;

import dev.sluice.gateway.quota.LoopQuotas;
import dev.sluice.gateway.quota.PlanCounter;
import dev.sluice.gateway.quota.QuotaReached;
import dev.sluice.gateway.quota.StreamQuota;
import dev.sluice.model.problem.Problem;
import java.util.List;
import java.util.function.UnaryOperator;
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
        return open(shared.delivery().quotas(), before -> shared.rights().counters(request.grant(), before));
    }

    /**
     * Plans that change while they are asked are asked again: a counter has the plan that was set last, and a stream that is
     * not opened does not set it again.
     *
     * @param counters returns by what the stream is counted now, given by what it was
     */
    static Result open(LoopQuotas quotas, UnaryOperator<List<PlanCounter>> counters) {
        List<PlanCounter> asked = counters.apply(List.of());
        while (true) {
            StreamQuota quota = quotas.open(asked);
            Result result = quota == null ? new Result.Open(null) : open(quota);
            List<PlanCounter> now = counters.apply(asked);
            boolean isOpen = result instanceof Result.Open;
            if (!isOpen || !now.equals(asked)) {
                quotas.close(quota);
            }
            if (now.equals(asked)) {
                return result;
            }
            asked = now;
        }
    }

    private static Result open(StreamQuota quota) {
        QuotaReached reached = quota.reached();
        if (reached != null) {
            return new Result.Reached(reached);
        }
        PlanCounter full = quota.connect();
        return full == null ? new Result.Open(quota) : new Result.Capped(capOf(full.id()));
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
