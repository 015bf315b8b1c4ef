package dev.sluice.publisher.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.model.access.AccessRecord.Burst;
import dev.sluice.model.access.AccessRecord.LimitType;
import dev.sluice.model.access.AccessRecord.PlanLimit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan as those who choose it see it: the contract's {@code ThrottlingPolicy}. What it has not is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanBody(
        String name,
        String displayName,
        String description,
        String policyLevel,
        long requestCount,
        long unitTime,
        @Nullable String timeUnit,
        @Nullable Long rateLimitCount,
        @Nullable String rateLimitTimeUnit,
        String quotaPolicyType,
        boolean stopOnQuotaReach,
        String tierPlan,
        Map<String, String> attributes,
        @Nullable PermissionBody throttlingPolicyPermissions,
        StreamingTermsBody streaming) {
    private static final long NO_LIMIT = -1;

    /** Who may choose it, in the developer portal's words. */
    public record PermissionBody(String type, List<String> roles) {
        static @Nullable PermissionBody of(@Nullable PlanPermission permission) {
            return permission == null
                    ? null
                    : new PermissionBody(permission.type().name().toLowerCase(Locale.ROOT), permission.roles());
        }
    }

    public static PlanBody of(PlanEntity plan) {
        PlanTerms terms = plan.terms();
        Optional<PlanLimit> events = events(terms);
        Burst burst = terms.burst();
        return new PlanBody(
                plan.name(),
                terms.displayName(),
                terms.description(),
                plan.level().wireName(),
                events.map(PlanLimit::count).orElse(NO_LIMIT),
                events.map(limit -> (long) limit.units()).orElse(NO_LIMIT),
                events.map(limit -> TimeUnitWord.of(limit.unit())).orElse(null),
                burst == null ? null : burst.count(),
                burst == null ? null : TimeUnitWord.of(burst.unit()),
                "REQUESTCOUNT",
                terms.stopOnQuotaReach(),
                terms.billing().name(),
                terms.attributes().stream()
                        .collect(Collectors.toMap(PlanAttribute::name, PlanAttribute::value, (first, _) -> first)),
                PermissionBody.of(terms.permission()),
                StreamingTermsBody.of(terms));
    }

    static Optional<PlanLimit> events(PlanTerms terms) {
        return terms.limits().stream()
                .filter(limit -> limit.type() == LimitType.EVENTS)
                .findFirst();
    }

    /** Of the level {@code api}: there is one plan, and it limits nothing. */
    static PlanBody unlimited(String level, String name) {
        return new PlanBody(
                name,
                name,
                "",
                level,
                NO_LIMIT,
                NO_LIMIT,
                null,
                null,
                null,
                "REQUESTCOUNT",
                false,
                PlanBilling.FREE.name(),
                Map.of(),
                null,
                new StreamingTermsBody(null, null, null));
    }
}
