package dev.sluice.publisher.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.model.access.AccessRecord.Burst;
import dev.sluice.model.access.AccessRecord.PlanLevel;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan as an administrator sees and sends it: the contract's {@code SubscriptionThrottlePolicy} and
 * {@code ApplicationThrottlePolicy}. What it has not is left out.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AdminPlanBody(
        @Nullable String policyId,
        @Nullable String uuid,
        String policyName,
        String displayName,
        String description,
        boolean isDeployed,
        @Nullable String type,
        LimitBody defaultLimit,
        @Nullable Long rateLimitCount,
        @Nullable String rateLimitTimeUnit,
        @Nullable BurstBody burstLimit,
        boolean stopOnQuotaReach,
        String billingPlan,
        List<PlanAttribute> customAttributes,
        @Nullable PermissionBody permissions,
        StreamingTermsBody streaming) {
    /** With the one of the two objects that the type names. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LimitBody(
            String type,
            @Nullable EventCountBody eventCount,
            @Nullable RequestCountBody requestCount) {}

    record EventCountBody(long eventCount, String timeUnit, int unitTime) {}

    record RequestCountBody(long requestCount, String timeUnit, int unitTime) {}

    record PermissionBody(String permissionType, List<String> roles) {
        static @Nullable PermissionBody of(@Nullable PlanPermission permission) {
            return permission == null
                    ? null
                    : new PermissionBody(permission.type().name(), permission.roles());
        }
    }

    record BurstBody(long rateLimitCount, String rateLimitTimeUnit) {}

    static AdminPlanBody of(PlanEntity plan) {
        PlanTerms terms = plan.terms();
        Burst burst = terms.burst();
        boolean isOfApplication = plan.level() == PlanLevel.APPLICATION;
        return new AdminPlanBody(
                plan.id().toString(),
                null,
                plan.name(),
                terms.displayName(),
                terms.description(),
                true,
                isOfApplication ? "ApplicationThrottlePolicy" : "SubscriptionThrottlePolicy",
                limit(plan.level(), PlanBody.events(terms)),
                burst == null || isOfApplication ? null : burst.count(),
                burst == null || isOfApplication ? null : TimeUnitWord.of(burst.unit()),
                burst != null && isOfApplication ? new BurstBody(burst.count(), TimeUnitWord.of(burst.unit())) : null,
                terms.stopOnQuotaReach(),
                terms.billing().name(),
                terms.attributes(),
                PermissionBody.of(terms.permission()),
                StreamingTermsBody.of(terms));
    }

    /** The same in the publisher's words, where an id is a number. */
    AdminPlanBody inPublisher() {
        return new AdminPlanBody(
                null,
                policyId,
                policyName,
                displayName,
                description,
                isDeployed,
                null,
                defaultLimit,
                rateLimitCount,
                rateLimitTimeUnit,
                burstLimit,
                stopOnQuotaReach,
                billingPlan,
                customAttributes,
                permissions,
                streaming);
    }

    private static LimitBody limit(PlanLevel level, Optional<PlanLimit> events) {
        long count = events.map(PlanLimit::count).orElse(PlanReader.UNLIMITED);
        String unit = events.map(limit -> TimeUnitWord.of(limit.unit())).orElse(TimeUnitWord.DAYS.text());
        int units = events.map(PlanLimit::units).orElse(1);
        String type = LimitWords.typeOf(level);
        return switch (level) {
            case SUBSCRIPTION -> new LimitBody(type, new EventCountBody(count, unit, units), null);
            case APPLICATION -> new LimitBody(type, null, new RequestCountBody(count, unit, units));
        };
    }
}
