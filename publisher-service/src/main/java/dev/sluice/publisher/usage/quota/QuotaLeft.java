package dev.sluice.publisher.usage.quota;

import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a counter of an application stands.
 *
 * @param subscriptionId {@code null} = of no subscription: the application's own plan, or without a subscription
 * @param apiId {@code null} = of all APIs: the application's own plan
 * @param apiName {@code null} = there is none, or it is gone; so with {@code apiVersion}
 * @param stopsStreams whether a limit that is reached ends streams; else it is only counted
 * @param limits empty = nothing is limited
 */
record QuotaLeft(
        @Nullable String subscriptionId,
        @Nullable String apiId,
        @Nullable String apiName,
        @Nullable String apiVersion,
        String plan,
        boolean stopsStreams,
        List<LimitLeft> limits) {
    QuotaLeft {
        limits = List.copyOf(limits);
    }

    /** @param resets the end of the present window */
    record LimitLeft(LimitType type, long limit, String unit, long used, long left, Instant resets) {
        static LimitLeft of(PlanLimit limit, QuotaUse use, Instant resets) {
            long used = limit.type() == LimitType.EVENTS ? use.events() : use.bytes();
            return new LimitLeft(
                    limit.type(),
                    limit.count(),
                    limit.period().toString(),
                    used,
                    Math.max(0, limit.count() - used),
                    resets);
        }
    }
}
